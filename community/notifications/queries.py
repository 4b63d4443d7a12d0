from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from community.extensions import db
from community.notifications.models import Notification


def of(profile_id: int) -> Select[Notification]:
    return (
        select(Notification)
        .where(Notification.profile_id == profile_id)
        .options(joinedload(Notification.actor))
    )


def count_unread(profile_id: int) -> int:
    query = select(func.count(Notification.id)).where(
        Notification.profile_id == profile_id, Notification.read_at.is_(None)
    )
    return db.session.scalar(query) or 0
