from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import joinedload

from community.extensions import db
from community.friends.audience import is_blocked
from community.notifications.models import Notification


def of(profile_id: int) -> Select[Notification]:
    return select(Notification).where(_told_to(profile_id)).options(joinedload(Notification.actor))


def count_unread(profile_id: int) -> int:
    query = select(func.count(Notification.id)).where(
        _told_to(profile_id), Notification.read_at.is_(None)
    )
    return db.session.scalar(query) or 0


def _told_to(profile_id: int) -> ColumnElement[bool]:
    """What somebody did before a block is not shown after it, nor counted."""
    actor = Notification.actor_id
    met = or_(actor.is_(None), ~is_blocked(literal(profile_id), actor))
    return and_(Notification.profile_id == profile_id, met)
