from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Date, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.holding import Holder
from community.core.columns import id_column, text_column
from community.core.db import Model
from community.wishlists.events import ListChanged

if TYPE_CHECKING:
    from community.wishlists.models.wish import Wish


class Occasion(StrEnum):
    WISHES = "wishes"
    WARDROBE = "wardrobe"
    BIRTHDAY = "birthday"
    WEDDING = "wedding"
    HOLIDAY = "holiday"
    BABY = "baby"
    HOME = "home"
    GIFTS = "gifts"  # ideas for somebody else; never public


class Wishlist(Holder, Model):
    __tablename__ = "wishlists"
    kind = "list"
    holds = "wish_count"
    changed = ListChanged

    id: Mapped[int] = id_column()
    note: Mapped[str] = text_column(500)
    occasion: Mapped[str] = text_column(10, default=Occasion.WISHES.value)
    day: Mapped[date | None] = mapped_column(Date, nullable=True)
    wish_count: Mapped[int] = mapped_column(default=0)

    wishes: Mapped[list[Wish]] = relationship(
        back_populates="wishlist", order_by="Wish.position", passive_deletes=True
    )

    __table_args__ = (
        Holder.audience_check(),
        CheckConstraint(
            "occasion IN ('wishes', 'wardrobe', 'birthday', 'wedding', 'holiday', 'baby',"
            " 'home', 'gifts')",
            name="occasion",
        ),
        CheckConstraint("occasion <> 'gifts' OR audience <> 'public'", name="gifts_not_public"),
        CheckConstraint("wish_count >= 0", name="wish_count"),
        Index("ix_wishlists_owner_newest", "owner_id", "id"),
    )
