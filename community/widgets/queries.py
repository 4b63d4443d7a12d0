"""Numbers on widgets."""

from __future__ import annotations

from sqlalchemy import func, select

from community.extensions import db
from community.wishlists.models import Wish, Wishlist


def count_savers(product_id: int) -> int:
    """How many people keep it on a list, whoever may see that: told in steps, from five."""
    savers = select(func.count(Wishlist.owner_id.distinct()))
    query = savers.join(Wish, Wish.list_id == Wishlist.id).where(Wish.product_id == product_id)
    standing = Wish.removed_at.is_(None), Wishlist.archived_at.is_(None)
    return db.session.execute(query.where(*standing)).scalar_one()
