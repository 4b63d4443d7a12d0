"""Telling somebody: a row, and the bell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update

from community.core import clock
from community.core.events import publish
from community.core.ids import new_id
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.audience import is_muted
from community.notifications.choices import chosen
from community.notifications.events import LetterDue, Notified
from community.notifications.models import Notification
from community.notifications.topics import Mailed


def tell_all(
    ids: Iterable[int], topic: str, kind: str, thing_id: int, actor_id: int | None
) -> None:
    """Each of them. Whether they may see the thing, the caller has asked (`readers`)."""
    for profile_id in ids:
        tell(profile_id, topic, kind, thing_id, actor_id)


def tell(
    profile_id: int,
    topic: str,
    kind: str,
    thing_id: int,
    actor_id: int | None,
    count: int | None = None,
) -> None:
    """One row a member, topic and thing; a further reason counts it up and makes it new again.

    `count` sets the number where somebody knows it. It goes where the member wants to hear of the
    topic: nowhere, if they have muted the thing or the actor.
    """
    if actor_id is not None and db.session.scalar(select(is_muted(profile_id, actor_id))):
        return
    channels = chosen(profile_id, topic, kind, thing_id)
    if channels is None:
        return
    in_page, mailed = channels
    about = {"profile_id": profile_id, "topic": topic, "kind": kind, "thing_id": thing_id}
    where = {"in_page": in_page, "in_digest": mailed == Mailed.DAILY}
    notification_id = _written(about, actor_id, count, **where)
    if in_page:
        publish(Notified(notification_id, profile_id, topic))
    if mailed == Mailed.AT_ONCE:
        publish(LetterDue(notification_id))


def _written(about: dict[str, Any], actor_id: int | None, count: int | None, **where: bool) -> int:
    now, notification_id = clock.now(), new_id()
    fresh = {"id": notification_id, "actor_id": actor_id, "count": count or 1, "changed_at": now}
    if insert_or_ignore(Notification, {**about, **fresh, **where}):
        return notification_id
    row = db.session.execute(
        update(Notification)
        .filter_by(**about)
        .values(count=count or Notification.count + 1, actor_id=actor_id, **where)
        .values(changed_at=now, read_at=None)
        .returning(Notification.id)
    )
    known: int = row.scalar_one()
    return known
