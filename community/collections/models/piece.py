from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.models import Offer, Product
from community.collections.events import PieceAdded
from community.collections.models.collection import Collection
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.images.models import Picture
from community.core.money import Money
from community.extensions import db


class Sort(StrEnum):
    PRODUCT = "product"
    PICTURE = "picture"
    NOTE = "note"


class Piece(Model):
    """A product, a picture or a note in a collection, and why it is there. Title, price and picture
    are copies: what the shop changes later changes no sum here. Only ever soft-deleted."""

    __tablename__ = "pieces"

    id: Mapped[int] = id_column()
    collection_id: Mapped[int] = reference("collections.id", index=False)
    sort: Mapped[str] = text_column(8, default=Sort.PRODUCT.value)
    product_id: Mapped[int | None] = reference(
        "products.id", on_delete="SET NULL", nullable=True, index=False
    )
    offer_id: Mapped[int | None] = reference(
        "offers.id", on_delete="SET NULL", nullable=True, index=False
    )
    added_by_id: Mapped[int | None] = reference(
        "profiles.id", on_delete="SET NULL", nullable=True, index=False
    )
    title: Mapped[str] = text_column(300)
    why: Mapped[str] = text_column(1000)
    amount: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    currency: Mapped[str] = text_column(3)
    picture_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    position: Mapped[int] = mapped_column(default=0)
    created_at = stamp()
    removed_at = moment()

    collection: Mapped[Collection] = relationship()
    product: Mapped[Product | None] = relationship()
    offer: Mapped[Offer | None] = relationship()
    picture: Mapped[Picture | None] = relationship(lazy="joined")
    added_by: Mapped[Profile | None] = relationship()

    __table_args__ = (
        UniqueConstraint("collection_id", "product_id"),
        Index("ix_pieces_collection_order", "collection_id", "removed_at", "position"),
        Index("ix_pieces_product_collections", "product_id", "collection_id"),
        Index("ix_pieces_added_by", "added_by_id", "id"),
        CheckConstraint("sort IN ('product', 'picture', 'note')", name="sort"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
    )

    @classmethod
    def of_product(cls, product: Product, why: str = "") -> Piece:
        offer = product.offer
        piece = cls(sort=Sort.PRODUCT.value, title=product.title, why=why)
        piece.product, piece.offer, piece.picture = product, offer, product.picture
        if offer and offer.price:
            piece.amount, piece.currency = offer.price.amount, offer.price.currency
        return piece

    @property
    def price(self) -> Money | None:
        return Money(self.amount, self.currency) if self.amount is not None else None

    @property
    def name(self) -> str:
        """What it is called where one line has to do."""
        return self.title or self.why[:60]

    def add_to(self, collection: Collection, by: Profile) -> None:
        """Put it at the end. A public collection shows its product to everyone."""
        collection.lock()
        self.collection_id, self.added_by_id = collection.id, by.id
        last = select(func.max(Piece.position)).where(Piece.collection_id == collection.id)
        self.position = (db.session.scalar(last) or 0) + 1
        db.session.add(self)
        db.session.flush()
        collection.count(Collection.piece_count, 1)
        self._show_product(collection)
        publish(PieceAdded(collection.id, self.id, by.id))
        collection.announce_change()

    def remove(self) -> None:
        if self._change(Piece.removed_at.is_(None), removed_at=clock.now()):
            self.collection.count(Collection.piece_count, -1)
            self.collection.announce_change()

    def restore(self) -> None:
        if self._change(Piece.removed_at.is_not(None), removed_at=None):
            self.collection.count(Collection.piece_count, 1)
            self._show_product(self.collection)
            self.collection.announce_change()

    def _show_product(self, collection: Collection) -> None:
        if collection.is_public and self.product:
            self.product.put_on_show()

    def _change(self, condition: ColumnElement[bool], **values: Any) -> bool:
        """Conditional, so that two clicks count once."""
        changed = change(update(Piece).where(Piece.id == self.id, condition).values(values))
        db.session.refresh(self)
        return bool(changed)
