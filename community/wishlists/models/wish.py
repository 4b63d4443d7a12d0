from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.holding import Held
from community.core.columns import id_column, reference, text_column
from community.core.db import Model
from community.core.events import publish
from community.wishlists.events import WishAdded
from community.wishlists.models.wishlist import Wishlist

MOST_WANTED = 2
COPIED = (
    "product_id", "offer_id", "title", "note", "size", "colour", "quantity", "priority", "amount",
    "currency", "picture_id",
)  # fmt: skip


class Wish(Held, Model):
    """A product or a free text on a list."""

    __tablename__ = "wishes"
    within = "list_id"
    held_in = "wishlist"

    id: Mapped[int] = id_column()
    list_id: Mapped[int] = reference("wishlists.id", index=False)
    note: Mapped[str] = text_column(500)
    size: Mapped[str] = text_column(40)
    colour: Mapped[str] = text_column(40)
    quantity: Mapped[int] = mapped_column(default=1)
    priority: Mapped[int] = mapped_column(default=1)  # 0 would be nice, 1 wanted, 2 most wanted

    wishlist: Mapped[Wishlist] = relationship(back_populates="wishes")

    __table_args__ = (
        Index("ix_wishes_list_order", "list_id", "removed_at", "position"),
        Index("ix_wishes_product_lists", "product_id", "list_id"),
        CheckConstraint("quantity BETWEEN 1 AND 99", name="quantity"),
        CheckConstraint("priority BETWEEN 0 AND 2", name="priority"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
    )

    @property
    def is_most_wanted(self) -> bool:
        return self.priority == MOST_WANTED

    def add_to(self, wishlist: Wishlist) -> None:
        self.put_last(wishlist)
        publish(WishAdded(wishlist.id, self.id, wishlist.owner_id))
        wishlist.announce_change()

    def move_to(self, wishlist: Wishlist) -> None:
        """To the end of another list; locks in a fixed order, so that two moves never wait for
        each other."""
        left = self.wishlist
        if left.id == wishlist.id:
            return
        for each in sorted((left, wishlist), key=lambda each: each.id):
            each.lock()
        is_still_there = and_(Wish.list_id == left.id, Wish.removed_at.is_(None))
        place = self.last_position(wishlist.id) + 1
        if self._change(is_still_there, list_id=wishlist.id, position=place):
            left.count(-1)
            wishlist.count(1)
            self._show_product(wishlist)
            left.announce_change()
            wishlist.announce_change()

    def copy_to(self, wishlist: Wishlist) -> Wish:
        copy = Wish(**{name: getattr(self, name) for name in COPIED})
        copy.add_to(wishlist)
        return copy
