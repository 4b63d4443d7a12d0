from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import joinedload

from community.extensions import db
from community.friends.audience import is_blocked
from community.friends.prebuilt import ME
from community.notifications.models import Notification


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
    """Every page of a member asks it, so it is built once."""
    return select(func.count(Notification.id)).where(_told_to(ME), Notification.read_at.is_(None))


def _told_to(profile_id: Any) -> ColumnElement[bool]:
    """What somebody did before a block is not shown after it, nor counted."""
    actor = Notification.actor_id
    met = or_(actor.is_(None), ~is_blocked(profile_id, actor))
    return and_(Notification.profile_id == profile_id, met)
