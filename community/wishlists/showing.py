"""A list that becomes public puts its products on show."""

from __future__ import annotations

from sqlalchemy import select, update

from community.catalog.events import ProductListed
from community.catalog.models import Product
from community.core import clock
from community.core.events import publish
from community.extensions import db
from community.wishlists.models import Wish, Wishlist


def show_products_of(wishlist: Wishlist) -> None:
    """Two statements, however long the list; inside `writing()`."""
    on_list = select(Wish.product_id).where(
        Wish.list_id == wishlist.id, Wish.removed_at.is_(None), Wish.product_id.is_not(None)
    )
    unlisted = select(Product.id).where(Product.listed_at.is_(None), Product.id.in_(on_list))
    product_ids = list(db.session.scalars(unlisted))
    if not product_ids:
        return
    db.session.execute(
        update(Product)
        .where(Product.listed_at.is_(None), Product.id.in_(on_list))
        .values(listed_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    for product_id in product_ids:
        publish(ProductListed(product_id))
