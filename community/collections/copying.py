"""A remix: somebody’s own collection of the products of another.

The author’s words and photos stay theirs; what a remix takes is what any visitor could save one by
one."""

from __future__ import annotations

from sqlalchemy import select

from community.accounts.models import Profile
from community.catalog.models import Product
from community.collections.events import CollectionRemixed
from community.collections.models import Collection, Piece
from community.core.events import publish
from community.extensions import db

MOST_COPIED = 500
COPIED = ("sort", "product_id", "offer_id", "title", "amount", "currency", "position")


def remix(source: Collection, into: Collection, by: Profile) -> None:
    """Inside `writing()`; `into` is new and has its audience."""
    into.credit(source)
    pieces = [_copied(piece, into, by) for piece in _products_of(source)]
    db.session.add_all(pieces)
    db.session.flush()
    into.count(len(pieces))
    publish(CollectionRemixed(into.id, source.id, by.id))


def _products_of(source: Collection) -> list[Piece]:
    query = (
        select(Piece)
        .join(Piece.product)
        .where(Piece.collection_id == source.id, Piece.removed_at.is_(None))
        .where(Product.hidden_at.is_(None))
        .order_by(Piece.position, Piece.id)
    )
    return list(db.session.scalars(query.limit(MOST_COPIED)).unique())


def _copied(piece: Piece, into: Collection, by: Profile) -> Piece:
    copy = Piece(**{name: getattr(piece, name) for name in COPIED})
    copy.collection_id, copy.added_by_id = into.id, by.id
    copy.picture_id = piece.product.picture_id if piece.product else None
    return copy
