"""Letters about notifications: written at the moment of sending, so that whoever lost sight of the
thing meanwhile gets none."""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from community.accounts.models import Account
from community.core import mail
from community.core.db import writing
from community.core.ids import encode
from community.core.kinds import kind_named, thing_or_none
from community.extensions import db
from community.friends.audience import follows
from community.friends.viewer import Viewer
from community.notifications.events import LetterDue
from community.notifications.models import Notification


def send(fact: LetterDue) -> None:
    """Idempotent by the letter's key."""
    notification = db.session.get(Notification, fact.notification_id)
    if notification is None or not _wants(notification.profile.account):
        return
    thing = thing_or_none(Viewer(notification.profile), notification.kind, notification.thing_id)
    if thing is None or notification.actor is None or not _knows_actor(notification):
        return
    with _as_read_by(notification.profile.account):
        letter = _letter(notification, thing)
    with writing():
        letter.post()


def _letter(notification: Notification, thing: object) -> mail.Letter:
    actor, account = notification.actor, notification.profile.account
    kind = kind_named(notification.kind)
    context = {
        "name": notification.profile.first_name,
        "actor": actor.name,  # type: ignore[union-attr]
        "title": kind.title(thing),
        "link": mail.on_site(kind.address(thing)),
    }
    subject = _("%(name)s asks: %(question)s", name=context["actor"], question=context["title"])
    return mail.Letter.write(
        "asked",
        account.email,  # type: ignore[union-attr]
        subject,
        key=f"notification:{encode(notification.id)}",
        unsubscribe=unsubscribe_address(account),  # type: ignore[arg-type]
        **context,
    )


def _knows_actor(notification: Notification) -> bool:
    """Anybody may name anybody; into their letter box come only those whom they follow."""
    return bool(db.session.scalar(select(follows(notification.profile_id, notification.actor_id))))


def _wants(account: Account | None) -> bool:
    return account is not None and account.wants_mail and account.email_verified_at is not None


def _as_read_by(account: Account | None):  # type: ignore[no-untyped-def]
    settings = current_app.extensions["settings"]
    return force_locale((account.locale if account else "") or settings.default_locale)


def unsubscribe_address(account: Account) -> str:
    token = _signer().dumps(account.id)
    return mail.on_site(url_for("unsubscriptions.show", token=token))


def account_of(token: str) -> Account | None:
    try:
        return db.session.get(Account, _signer().loads(token))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["settings"].secret_key, salt="unsubscribe")
