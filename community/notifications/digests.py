"""The day's notices in one letter, at eight in the morning where the member lives."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import current_app
from flask_babel import ngettext
from sqlalchemy import Select, delete, exists, or_, select, update

from community.accounts.models import Account, Profile
from community.core import clock, mail
from community.core.db import change, writing
from community.core.events import publish
from community.core.ids import encode
from community.core.jobs import every_minute
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.audience import is_blocked, is_muted
from community.friends.viewer import Viewer
from community.notifications.choices import DIGEST, is_quiet
from community.notifications.events import DigestDue
from community.notifications.mailing import as_read_by, takes_mail, unsubscribe_address
from community.notifications.models import Digest, Notification
from community.notifications.presenting import Line, present

HOUR = 8
MOST = 30  # lines in a letter
AT_ONCE = 500  # members looked at in a minute
KEPT = timedelta(days=7)
LATELY = timedelta(hours=12)


@every_minute
def send_digests() -> None:
    """A row a member and day of theirs is claimed in the database; whoever makes it, writes."""
    for profile_id, timezone in db.session.execute(_waiting()).all():
        day = _day_if_due(timezone)
        if day:
            with writing():
                if insert_or_ignore(Digest, {"profile_id": profile_id, "day": day}):
                    publish(DigestDue(profile_id, day.isoformat()))


@every_minute
def forget_digests() -> None:
    with writing():
        change(delete(Digest).where(Digest.created_at < clock.now() - KEPT))


def write_digest(fact: DigestDue) -> None:
    """Idempotent by the letter's key. What may not be seen any more, or is muted, is left out."""
    profile = db.session.get(Profile, fact.profile_id)
    if profile is None:
        return
    now = clock.now()
    rows = list(db.session.scalars(_due_to(profile.id)).unique())
    account = profile.account if takes_mail(profile.account) else None
    with as_read_by(account):
        lines = present(Viewer(profile), rows)
        letter = _letter(account, lines, fact) if account and lines else None
    with writing():
        if letter:
            letter.post()
        told = update(Notification).filter_by(profile_id=profile.id, in_digest=True)
        change(told.where(Notification.changed_at <= now).values(in_digest=False))


def _waiting() -> Select[int, str]:
    """Who has something to read, and had no digest lately; that it is one a day, the key says."""
    due = exists().where(Notification.profile_id == Profile.id, Notification.in_digest)
    had = exists().where(Digest.profile_id == Profile.id, Digest.created_at > clock.now() - LATELY)
    return (
        select(Profile.id, Account.timezone)
        .join(Account, Account.id == Profile.account_id)
        .where(due, ~had)
        .order_by(Profile.id)
        .limit(AT_ONCE)
    )


def _due_to(profile_id: int) -> Select[Notification]:
    actor = Notification.actor_id
    muted = is_quiet(Notification.profile_id, Notification.kind, Notification.thing_id)
    return (
        select(Notification)
        .where(Notification.profile_id == profile_id, Notification.in_digest, ~muted)
        .where(or_(actor.is_(None), ~(is_blocked(profile_id, actor) | is_muted(profile_id, actor))))
        .order_by(Notification.changed_at.desc())
        .limit(MOST)
    )


def _day_if_due(timezone: str) -> date | None:
    """Their present day, once it is eight o'clock there."""
    try:
        zone = ZoneInfo(timezone or current_app.extensions["settings"].default_timezone)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo("UTC")
    here = clock.now().astimezone(zone)
    return here.date() if here.hour >= HOUR else None


def _letter(account: Account, lines: list[Line], fact: DigestDue) -> mail.Letter:
    return mail.Letter.write(
        "digest",
        account.email,
        ngettext("%(num)s thing new for you", "%(num)s things new for you", len(lines)),
        key=f"digest:{encode(fact.profile_id)}:{fact.day}",
        unsubscribe=unsubscribe_address(account, DIGEST),
        lines=[(line.text, line.title, mail.on_site(line.address)) for line in lines],
        settings=mail.on_site("/settings/notifications"),
    )
