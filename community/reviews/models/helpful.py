from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore


class Helpful(Model):
    """A member found a review or an answer helpful; once. The number is a column of the thing."""

    __tablename__ = "helpful_votes"

    id: Mapped[int] = id_column()
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("profile_id", "kind", "thing_id"),
        Index("ix_helpful_votes_thing", "kind", "thing_id"),
    )

    @classmethod
    def give(cls, thing: Any, profile_id: int) -> bool:
        """Nobody finds their own helpful."""
        about = {"kind": thing.kind, "thing_id": thing.id, "profile_id": profile_id}
        if thing.owner_id == profile_id or not insert_or_ignore(cls, about):
            return False
        _count(type(thing), thing.id, 1)
        return True

    @classmethod
    def take_back(cls, model: Any, thing_id: int, profile_id: int) -> bool:
        own = cls.kind == model.kind, cls.thing_id == thing_id, cls.profile_id == profile_id
        if not change(delete(cls).where(*own)):
            return False
        _count(model, thing_id, -1)
        return True


def _count(model: Any, thing_id: int, by: int) -> None:
    here = update(model).where(model.id == thing_id)
    change(here.values(helpful_count=model.helpful_count + by))
