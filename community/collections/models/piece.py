from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.catalog.holding import Held
from community.catalog.models import Product
from community.collections.events import PieceAdded
from community.collections.models.collection import Collection
from community.core.columns import id_column, reference, text_column
from community.core.db import Model
from community.core.events import publish


class Sort(StrEnum):
    PRODUCT = "product"
    PICTURE = "picture"
    NOTE = "note"


class Piece(Held, Model):
    """A product, a picture or a note in a collection, and why it is there."""

    __tablename__ = "pieces"
    within = "collection_id"
    held_in = "collection"

    id: Mapped[int] = id_column()
    collection_id: Mapped[int] = reference("collections.id", index=False)
    sort: Mapped[str] = text_column(8, default=Sort.PRODUCT.value)
    added_by_id: Mapped[int | None] = reference(
        "profiles.id", on_delete="SET NULL", nullable=True, index=False
    )
    why: Mapped[str] = text_column(1000)

    collection: Mapped[Collection] = relationship()
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
        piece.price = offer.price if offer else None
        return piece

    @property
    def name(self) -> str:
        """What it is called where one line has to do."""
        return self.title or self.why[:60]

    def add_to(self, collection: Collection, by: Profile) -> None:
        self.added_by_id = by.id
        self.put_last(collection)
        publish(PieceAdded(collection.id, self.id, by.id))
        collection.announce_change()
