from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import joinedload

from community.core.kinds import Kind, all_kinds
from community.extensions import db
from community.friends.audience import is_blocked, is_muted
from community.friends.prebuilt import ME, MEMBER
from community.friends.viewer import Viewer
from community.notifications.models import Notification

MOST_COUNTED = 100


def of(profile_id: int) -> Select[Notification]:
    return (
        select(Notification)
        .where(_told_to(literal(profile_id)))
        .options(joinedload(Notification.actor))
    )


def count_unread(profile_id: int) -> int:
    return db.session.scalar(_unread(), {"me": profile_id}) or 0


@cache
def _unread() -> Select[int]:
    """Every page of a member asks it, so it is built once; it counts no further than it shows."""
    unread = select(Notification.id).where(
        _told_to(ME), Notification.read_at.is_(None), _is_met(MEMBER)
    )
    return select(func.count()).select_from(unread.limit(MOST_COUNTED).subquery())


def _is_met(viewer: Viewer) -> ColumnElement[bool]:
    """As in `presenting`, where what may no longer be met is left out."""
    return or_(*(_is_of(kind, viewer) for kind in all_kinds()))


def _is_of(kind: Kind, viewer: Viewer) -> ColumnElement[bool]:
    # The OFFSET keeps PostgreSQL from reading all things there are for a few notices.
    thing = select(kind.model.id).where(kind.model.id == Notification.thing_id, kind.listed(viewer))
    found = exists(thing.offset(0).correlate(Notification))
    return and_(Notification.kind == kind.name, found)


def _told_to(profile_id: Any) -> ColumnElement[bool]:
    """What somebody did before a block or a mute is not shown after it, nor counted."""
    actor = Notification.actor_id
    heard = and_(~is_blocked(profile_id, actor), ~is_muted(profile_id, actor))
    met = or_(actor.is_(None), heard)
    return and_(Notification.profile_id == profile_id, Notification.in_page, met)
