from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model

IS_UNREAD = text("read_at IS NULL")


class Notification(Model):
    """One row a member, topic and thing, however many reasons. `actor` is the latest of `count`."""

    __tablename__ = "notifications"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    topic: Mapped[str] = text_column(20)  # one of `topics.TOPICS`
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    actor_id: Mapped[int | None] = reference("profiles.id", nullable=True, index=False)
    count: Mapped[int] = mapped_column(default=1)
    created_at = stamp()
    changed_at = stamp()
    read_at = moment()

    profile: Mapped[Profile] = relationship(foreign_keys="Notification.profile_id")
    actor: Mapped[Profile | None] = relationship(foreign_keys="Notification.actor_id")

    __table_args__ = (
        UniqueConstraint("profile_id", "topic", "kind", "thing_id"),
        Index("ix_notifications_newest", "profile_id", "changed_at"),
        Index(
            "ix_notifications_unread",
            "profile_id",
            postgresql_where=IS_UNREAD,
            sqlite_where=IS_UNREAD,
        ),
        Index("ix_notifications_thing", "kind", "thing_id"),
    )
