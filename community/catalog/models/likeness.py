from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, update
from sqlalchemy.orm import Mapped, relationship

from community.catalog.models.product import Product
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore

REASONS = ("title", "code", "member")


class Likeness(Model):
    """Two products that may be one thing, for a moderator to look at; once a pair, whoever found
    it first: their titles, a code of the world's (`gtin`, brand and number), or a member."""

    __tablename__ = "likenesses"

    id: Mapped[int] = id_column()
    one_id: Mapped[int] = reference("products.id", index=False)
    other_id: Mapped[int] = reference("products.id")
    by_id: Mapped[int | None] = reference(
        "profiles.id", on_delete="SET NULL", nullable=True, index=False
    )
    reason: Mapped[str] = text_column(8)
    state: Mapped[str] = text_column(9, default="open")
    created_at = stamp()

    one: Mapped[Product] = relationship(foreign_keys="Likeness.one_id")
    other: Mapped[Product] = relationship(foreign_keys="Likeness.other_id")

    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        Index("ix_likenesses_state", "state", "id"),
        CheckConstraint("one_id < other_id", name="in_order"),
        CheckConstraint("reason IN ('title', 'code', 'member')", name="reason"),
        CheckConstraint("state IN ('open', 'dismissed')", name="state"),
    )

    @classmethod
    def suggest(cls, one_id: int, other_id: int, reason: str, by_id: int | None = None) -> bool:
        """False when somebody has suggested, or dismissed, this pair before."""
        if one_id == other_id:
            return False
        pair = {"one_id": min(one_id, other_id), "other_id": max(one_id, other_id)}
        return insert_or_ignore(cls, {**pair, "reason": reason, "by_id": by_id, "state": "open"})

    @classmethod
    def dismiss(cls, one_id: int, other_id: int) -> bool:
        """They are two things; nothing suggests the pair again."""
        cls.suggest(one_id, other_id, "member")
        pair = cls.one_id == min(one_id, other_id), cls.other_id == max(one_id, other_id)
        return bool(change(update(cls).where(*pair, cls.state == "open").values(state="dismissed")))
