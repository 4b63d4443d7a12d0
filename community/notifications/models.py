from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Date, Index, UniqueConstraint, text, true
from sqlalchemy import false as sql_false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.notifications.topics import Mailed

IS_UNREAD = text("read_at IS NULL")
IS_FOR_DIGEST = text("in_digest")


class Notification(Model):
    """One row a member, topic and thing, however many reasons. `actor` is the latest of `count`.

    `in_page` and `in_digest` are what the member had chosen when they were told last.
    """

    __tablename__ = "notifications"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    topic: Mapped[str] = text_column(20)  # one of `topics.TOPICS`
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    actor_id: Mapped[int | None] = reference("profiles.id", nullable=True, index=False)
    count: Mapped[int] = mapped_column(default=1)
    in_page: Mapped[bool] = mapped_column(default=True, server_default=true())
    in_digest: Mapped[bool] = mapped_column(default=False, server_default=sql_false())
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
        Index(
            "ix_notifications_digest",
            "profile_id",
            postgresql_where=IS_FOR_DIGEST,
            sqlite_where=IS_FOR_DIGEST,
        ),
        Index("ix_notifications_thing", "kind", "thing_id"),
    )


class NoticeChoice(Model):
    """Where a member wants to hear of a group of topics; without a row the group's own holds."""

    __tablename__ = "notice_choices"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    group: Mapped[str] = text_column(20)
    in_page: Mapped[bool] = mapped_column(default=True)
    mailed: Mapped[str] = text_column(8, default=Mailed.NO.value)

    __table_args__ = (
        UniqueConstraint("profile_id", "group"),
        CheckConstraint("mailed IN ('no', 'daily', 'at_once')", name="mailed"),
    )


class NoticeMute(Model):
    """A thing that a member wants to hear nothing of any more."""

    __tablename__ = "notice_mutes"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("profile_id", "kind", "thing_id"),
        Index("ix_notice_mutes_thing", "kind", "thing_id"),
    )


class Digest(Model):
    """A member's digest of a day of theirs: whoever makes the row writes the letter."""

    __tablename__ = "digests"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    day: Mapped[date] = mapped_column(Date)
    created_at = stamp(index=True)

    __table_args__ = (UniqueConstraint("profile_id", "day"),)
