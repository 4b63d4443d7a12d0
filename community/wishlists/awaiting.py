"""Who waits for a product, and whose waiting is over: what purchases ask of lists."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.extensions import db
from community.friends.audience import visible_to
from community.friends.viewer import Viewer
from community.purchases.awaiting import Awaiting
from community.purchases.events import Bought
from community.purchases.models import Purchase
from community.wishlists.models import Occasion, Wish, Wishlist


def who_awaits(viewer: Viewer, product_id: int) -> list[Awaiting]:
    """Others whose lists the viewer may open, and on which it stands."""
    query = (
        select(Wishlist)
        .join(Wishlist.wishes)
        .where(Wish.product_id == product_id, Wish.removed_at.is_(None))
        .where(Wishlist.archived_at.is_(None), Wishlist.occasion != Occasion.GIFTS.value)
        .where(Wishlist.owner_id != viewer.profile_id, visible_to(Wishlist, viewer))
        .options(joinedload(Wishlist.owner))
    )
    lists = db.session.scalars(query.order_by(Wishlist.id)).unique()
    return [Awaiting(each.owner, each.title, each.day) for each in lists]


def end_wishes(fact: Bought) -> None:
    """One's own, where one said so: they go with the telling, so that undoing leaves them."""
    purchase = db.session.get(Purchase, fact.purchase_id)
    if purchase is None or not purchase.ends_wish:
        return
    query = select(Wish).join(Wish.wishlist).where(Wishlist.owner_id == purchase.owner_id)
    mine = query.where(Wish.product_id == purchase.product_id, Wish.removed_at.is_(None))
    mine = mine.where(Wishlist.occasion != Occasion.GIFTS.value)
    for wish in db.session.scalars(mine.order_by(Wish.list_id, Wish.id)).unique():
        wish.remove()
