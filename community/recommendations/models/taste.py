from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from community.core.clock import UtcDateTime
from community.core.columns import id_column, reference
from community.core.db import Model
from community.core.upsert import insert_or_update
from community.extensions import db

NEVER = datetime(2026, 1, 1, tzinfo=UTC)


class Taste(Model):
    """That a member keeps a product; one row a pair, however often and wherever they do.

    Read from the rows that exist, never by adding and subtracting. `since` is their first act;
    `is_public` that they show it to everybody; `counts` that it says something to others: not
    while they are new here.
    """

    __tablename__ = "tastes"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    product_id: Mapped[int] = reference("products.id", index=False)
    weight: Mapped[int] = mapped_column()
    is_public: Mapped[bool] = mapped_column()
    counts: Mapped[bool] = mapped_column()
    since: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (
        UniqueConstraint("profile_id", "product_id"),
        CheckConstraint("weight BETWEEN 1 AND 3", name="weight"),
        Index("ix_tastes_product_since", "product_id", "since"),
        Index("ix_tastes_profile_newest", "profile_id", "id"),
    )


class Reading(Model):
    """When a member's tastes were last read, if ever, and whether they are to be read at all."""

    __tablename__ = "taste_readings"

    profile_id: Mapped[int] = reference("profiles.id", primary_key=True, index=False)
    is_off: Mapped[bool] = mapped_column(default=False)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, default=NEVER)

    __table_args__ = (Index("ix_taste_readings_oldest", "read_at"),)

    @classmethod
    def is_off_for(cls, profile_id: int) -> bool:
        query = select(cls.is_off).where(cls.profile_id == profile_id)
        return bool(db.session.scalar(query))

    @classmethod
    def turn(cls, profile_id: int, *, off: bool) -> None:
        values = {"profile_id": profile_id, "is_off": off, "read_at": NEVER}
        insert_or_update(cls, values, unique=["profile_id"], change=["is_off"])
