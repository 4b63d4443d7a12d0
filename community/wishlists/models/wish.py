from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, Index, and_, func, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models import Offer, Product
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.images.models import Picture
from community.core.money import Money
from community.extensions import db
from community.wishlists.events import WishAdded
from community.wishlists.models.wishlist import Wishlist

MOST_WANTED = 2
COPIED = (
    "product_id", "offer_id", "title", "note", "size", "colour", "quantity", "priority", "amount",
    "currency", "picture_id",
)  # fmt: skip


class Wish(Model):
    """A product or a free text on a list. Title, price and picture are the member's own copies:
    corrections stay here. Only ever soft-deleted."""

    __tablename__ = "wishes"

    id: Mapped[int] = id_column()
    list_id: Mapped[int] = reference("wishlists.id", index=False)
    product_id: Mapped[int | None] = reference(
        "products.id", on_delete="SET NULL", nullable=True, index=False
    )
    offer_id: Mapped[int | None] = reference(
        "offers.id", on_delete="SET NULL", nullable=True, index=False
    )
    title: Mapped[str] = text_column(300)
    note: Mapped[str] = text_column(500)
    size: Mapped[str] = text_column(40)
    colour: Mapped[str] = text_column(40)
    quantity: Mapped[int] = mapped_column(default=1)
    priority: Mapped[int] = mapped_column(default=1)  # 0 would be nice, 1 wanted, 2 most wanted
    amount: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    currency: Mapped[str] = text_column(3)
    picture_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    position: Mapped[int] = mapped_column(default=0)
    created_at = stamp()
    removed_at = moment()

    wishlist: Mapped[Wishlist] = relationship(back_populates="wishes")
    product: Mapped[Product | None] = relationship()
    offer: Mapped[Offer | None] = relationship()
    picture: Mapped[Picture | None] = relationship(lazy="joined")

    __table_args__ = (
        Index("ix_wishes_list_order", "list_id", "removed_at", "position"),
        Index("ix_wishes_product_lists", "product_id", "list_id"),
        CheckConstraint("quantity BETWEEN 1 AND 99", name="quantity"),
        CheckConstraint("priority BETWEEN 0 AND 2", name="priority"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
    )

    @property
    def price(self) -> Money | None:
        if self.amount is None or not self.currency:
            return None
        return Money(self.amount, self.currency)

    @price.setter
    def price(self, price: Money | None) -> None:
        self.amount, self.currency = (price.amount, price.currency) if price else (None, "")

    @property
    def is_most_wanted(self) -> bool:
        return self.priority == MOST_WANTED

    def add_to(self, wishlist: Wishlist) -> None:
        """Put it at the end of the list. A public list shows its product to everyone."""
        wishlist.lock()
        self.list_id = wishlist.id
        self.position = _last_position(wishlist.id) + 1
        db.session.add(self)
        db.session.flush()
        wishlist.count(1)
        self._show_product(wishlist)
        publish(WishAdded(wishlist.id, self.id, wishlist.owner_id))
        wishlist.announce_change()

    def remove(self) -> None:
        if self._change(Wish.removed_at.is_(None), removed_at=clock.now()):
            self.wishlist.count(-1)
            self.wishlist.announce_change()

    def restore(self) -> None:
        if self._change(Wish.removed_at.is_not(None), removed_at=None):
            self.wishlist.count(1)
            self._show_product(self.wishlist)
            self.wishlist.announce_change()

    def move_to(self, wishlist: Wishlist) -> None:
        """To the end of another list; locks in a fixed order, so that two moves never wait for
        each other."""
        left = self.wishlist
        if left.id == wishlist.id:
            return
        for each in sorted((left, wishlist), key=lambda each: each.id):
            each.lock()
        is_still_there = and_(Wish.list_id == left.id, Wish.removed_at.is_(None))
        place = _last_position(wishlist.id) + 1
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

    def _show_product(self, wishlist: Wishlist) -> None:
        if wishlist.is_public and self.product:
            self.product.put_on_show()

    def _change(self, condition: ColumnElement[bool], **values: Any) -> bool:
        """Conditional, so that two clicks count once."""
        changed = change(update(Wish).where(Wish.id == self.id, condition).values(values))
        db.session.refresh(self)
        return bool(changed)


def _last_position(list_id: int) -> int:
    return db.session.scalar(select(func.max(Wish.position)).where(Wish.list_id == list_id)) or 0
