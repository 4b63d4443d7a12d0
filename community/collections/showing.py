"""A collection that becomes public puts its products on show."""

from __future__ import annotations

from sqlalchemy import select, update

from community.catalog.events import ProductListed
from community.catalog.models import Product
from community.collections.models import Collection, Piece
from community.core import clock
from community.core.events import publish
from community.extensions import db


def show_products_of(collection: Collection) -> None:
    """Two statements, however many pieces; inside `writing()`."""
    in_it = select(Piece.product_id).where(
        Piece.collection_id == collection.id,
        Piece.removed_at.is_(None),
        Piece.product_id.is_not(None),
    )
    unlisted = (Product.listed_at.is_(None), Product.id.in_(in_it))
    product_ids = list(db.session.scalars(select(Product.id).where(*unlisted)))
    if not product_ids:
        return
    listed = update(Product).where(*unlisted).values(listed_at=clock.now())
    db.session.execute(listed.execution_options(synchronize_session=False))
    for product_id in product_ids:
        publish(ProductListed(product_id))
