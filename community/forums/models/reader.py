from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, text, update
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore

SUBSCRIBED = text("is_subscribed")


class Reader(Model):
    """How far a member has read a topic, and whether its replies are told to them."""

    __tablename__ = "topic_readers"

    id: Mapped[int] = id_column()
    topic_id: Mapped[int] = reference("topics.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")
    read_number: Mapped[int] = mapped_column(default=0)
    is_subscribed: Mapped[bool] = mapped_column(default=False)
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("topic_id", "profile_id"),
        Index(
            "ix_topic_readers_subscribed",
            "topic_id",
            "profile_id",
            postgresql_where=SUBSCRIBED,
            sqlite_where=SUBSCRIBED,
        ),
    )

    @classmethod
    def mark(cls, topic_id: int, profile_id: int, number: int) -> None:
        """Read up to `number`; never back, whichever of two pages is slower."""
        cls._change(topic_id, profile_id, cls.read_number < number, read_number=number)

    @classmethod
    def subscribe(cls, topic_id: int, profile_id: int, wanted: bool) -> None:
        cls._change(topic_id, profile_id, cls.is_subscribed != wanted, is_subscribed=wanted)

    @classmethod
    def _change(cls, topic_id: int, profile_id: int, only: object, **values: object) -> None:
        about = {"topic_id": topic_id, "profile_id": profile_id}
        fresh = {"read_number": 0, "is_subscribed": False, **about, **values}
        if not insert_or_ignore(cls, fresh):
            change(update(cls).filter_by(**about).where(only).values(**values))  # type: ignore[arg-type]
