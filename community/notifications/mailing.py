"""Letters about notifications: written at the moment of sending, so that whoever lost sight of the
thing meanwhile, muted it or chose otherwise gets none.

Subjects are read on locked screens and by whoever passes: what is not public is not named there.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for
from flask_babel import force_locale
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import and_, select

from community.accounts.models import Account
from community.core import mail
from community.core.db import writing
from community.core.ids import encode
from community.core.kinds import kind_named, thing_or_none
from community.core.locales import offered
from community.extensions import db
from community.friends.audience import follows, is_blocked, is_muted
from community.friends.viewer import Viewer
from community.notifications.choices import chosen
from community.notifications.events import LetterDue
from community.notifications.models import Notification
from community.notifications.presenting import sentence
from community.notifications.topics import TOPICS, Mailed


def send(fact: LetterDue) -> None:
    """Idempotent by the letter's key."""
    notification = db.session.get(Notification, fact.notification_id)
    if notification is None or not _is_wanted(notification):
        return
    thing = thing_or_none(Viewer(notification.profile), notification.kind, notification.thing_id)
    account = notification.profile.account
    if thing is None or account is None or not _may_name_actor(notification):
        return
    with as_read_by(account):
        letter = _letter(notification, thing, account)
    with writing():
        letter.post()


def _letter(notification: Notification, thing: Any, account: Account) -> mail.Letter:
    kind = kind_named(notification.kind)
    words, title = sentence(notification), kind.title(thing)
    group = TOPICS[notification.topic].group
    is_named = TOPICS[notification.topic].names_thing and getattr(thing, "is_public", False)
    return mail.Letter.write(
        "asked" if notification.topic == "asked" else "notice",
        account.email,
        f"{words}: {title}" if is_named else words,
        key=_key(notification),
        unsubscribe=unsubscribe_address(account, group),
        name=notification.profile.first_name,
        actor=notification.actor.name if notification.actor else "",
        words=words,
        title=title,
        link=mail.on_site(kind.address(thing)),
    )


def _key(notification: Notification) -> str:
    """A letter a notice, and another when something more has happened since."""
    more = f":{notification.count}" if notification.count > 1 else ""
    return f"notification:{encode(notification.id)}{more}"


def _may_name_actor(notification: Notification) -> bool:
    """Anybody may ask anybody; into their letter box come only those whom they follow. Nobody comes
    there whom they have muted since."""
    own, actor = notification.profile_id, notification.actor_id
    if actor is None:
        return notification.topic != "asked"
    met = follows(own, actor) if notification.topic == "asked" else ~is_blocked(own, actor)
    return bool(db.session.scalar(select(and_(met, ~is_muted(own, actor)))))


def _is_wanted(notice: Notification) -> bool:
    channels = chosen(notice.profile_id, notice.topic, notice.kind, notice.thing_id)
    is_at_once = channels is not None and channels[1] == Mailed.AT_ONCE
    return is_at_once and takes_mail(notice.profile.account)


def takes_mail(account: Account | None) -> bool:
    return (
        account is not None
        and account.wants_mail
        and account.email_verified_at is not None
        and account.closed_at is None
    )


def as_read_by(account: Account | None):  # type: ignore[no-untyped-def]
    settings = current_app.extensions["settings"]
    is_spoken = account is not None and account.locale in offered()
    return force_locale(account.locale if account and is_spoken else settings.default_locale)


def unsubscribe_address(account: Account, group: str = "") -> str:
    """The way out of a group of letters, of the digest, or of all."""
    token = _signer().dumps([account.id, group] if group else account.id)
    return mail.on_site(url_for("unsubscriptions.show", token=token))


def account_of(token: str) -> Account | None:
    return subscription_of(token)[0]


def subscription_of(token: str) -> tuple[Account | None, str]:
    """Whose way out it is, and of what; '' means all letters."""
    try:
        said = _signer().loads(token)
    except BadSignature:
        return None, ""
    account_id, group = said if isinstance(said, list) else (said, "")
    return db.session.get(Account, account_id), group


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["settings"].secret_key, salt="unsubscribe")
