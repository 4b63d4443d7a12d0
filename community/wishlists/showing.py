"""A list that becomes public puts its products on show."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, true, update

from community.catalog.events import ProductListed
from community.catalog.models import Product
from community.core import clock
from community.core.events import publish
from community.extensions import db
from community.friends.audience import Audience
from community.friends.events import AudienceChanged
from community.wishlists.models import Occasion, Wish, Wishlist


def may_be(audience: str) -> ColumnElement[bool]:
    """Ideas for somebody else are never shown to everyone."""
    is_open = audience == Audience.PUBLIC
    return Wishlist.occasion != Occasion.GIFTS.value if is_open else true()


def show_after_change(fact: AudienceChanged) -> None:
    """For who changes the audience of many things and knows nothing of lists."""
    if fact.kind == Wishlist.kind:
        wishlist = db.session.get(Wishlist, fact.thing_id)
        if wishlist is not None and wishlist.is_public:
            show_products_of(wishlist)


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
