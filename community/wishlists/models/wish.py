from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, func, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models import Offer, Product
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.images.models import Picture
from community.core.money import Money
from community.extensions import db
from community.wishlists.events import WishAdded
from community.wishlists.models.wishlist import Wishlist


class Wish(Model):
    """A product or a free text on a list. Title, price and picture are the member's own copies:
    corrections stay here. Only ever soft-deleted."""

    __tablename__ = "wishes"

    id: Mapped[int] = id_column()
    list_id: Mapped[int] = reference("wishlists.id", index=False)
    product_id: Mapped[int | None] = reference("products.id", on_delete="SET NULL", nullable=True)
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
        CheckConstraint("quantity BETWEEN 1 AND 99", name="quantity"),
        CheckConstraint("priority BETWEEN 0 AND 2", name="priority"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
    )

    @property
    def price(self) -> Money | None:
        if self.amount is None or not self.currency:
            return None
        return Money(self.amount, self.currency)

    def add_to(self, wishlist: Wishlist) -> None:
        """Put it at the end of the list. A public list shows its product to everyone."""
        self.list_id = wishlist.id
        self.position = self._last_position(wishlist.id) + 1
        db.session.add(self)
        db.session.flush()
        wishlist.count(1)
        if wishlist.is_public and self.product:
            self.product.put_on_show()
        publish(WishAdded(wishlist.id, self.id, wishlist.owner_id))

    def remove(self) -> None:
        if self._mark(removed=True):
            self.wishlist.count(-1)
            self.wishlist.announce_change()

    def restore(self) -> None:
        if self._mark(removed=False):
            self.wishlist.count(1)
            self.wishlist.announce_change()

    def _mark(self, *, removed: bool) -> bool:
        """Conditional, so that two clicks count once."""
        is_so = Wish.removed_at.is_(None) if removed else Wish.removed_at.is_not(None)
        changed = db.session.execute(
            update(Wish)
            .where(Wish.id == self.id, is_so)
            .values(removed_at=clock.now() if removed else None)
            .execution_options(synchronize_session=False)
        )
        db.session.refresh(self, ["removed_at"])
        return bool(changed.rowcount)

    @staticmethod
    def _last_position(list_id: int) -> int:
        return db.session.scalar(select(func.max(Wish.position)).where(Wish.list_id == list_id)) or 0
