"""Selects over lists and wishes that compose."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core.money import Money, total_by_currency
from community.extensions import db
from community.friends.audience import follows, listed_for, visible_to
from community.friends.viewer import Viewer
from community.wishlists.models import Wish, Wishlist


def owned_by(profile_id: int) -> list[Wishlist]:
    """A member's living lists, newest first."""
    query = select(Wishlist).where(Wishlist.owner_id == profile_id, Wishlist.archived_at.is_(None))
    return list(db.session.scalars(query.order_by(Wishlist.id.desc()).limit(200)))


def archived_of(profile_id: int) -> list[Wishlist]:
    query = select(Wishlist).where(
        Wishlist.owner_id == profile_id, Wishlist.archived_at.is_not(None)
    )
    return list(db.session.scalars(query.order_by(Wishlist.id.desc()).limit(200)))


def lists_for(viewer: Viewer) -> Select[Wishlist]:
    """Lists the viewer may meet, with their owners."""
    return (
        select(Wishlist)
        .where(listed_for(Wishlist, viewer), Wishlist.archived_at.is_(None))
        .options(joinedload(Wishlist.owner))
    )


def wishes_of(list_id: int) -> Select[Wish]:
    """In the owner's order, with what a row shows."""
    return (
        select(Wish)
        .where(Wish.list_id == list_id, Wish.removed_at.is_(None))
        .options(joinedload(Wish.offer), joinedload(Wish.product).lazyload(Product.picture))
        .order_by(Wish.position, Wish.id)
    )


def totals_of(list_id: int) -> list[Money]:
    """What everything with a price costs together, one sum a currency."""
    total = func.sum(Wish.amount * Wish.quantity)
    query = (
        select(Wish.currency, total)
        .where(Wish.list_id == list_id, Wish.removed_at.is_(None))
        .where(Wish.amount.is_not(None), Wish.currency != "")
        .group_by(Wish.currency)
    )
    sums = [Money(int(amount or 0), currency) for currency, amount in db.session.execute(query)]
    return total_by_currency(sums)


def lists_holding(profile_id: int, product_id: int) -> list[Wishlist]:
    """A member's lists that the product stands on, the one it came to last first."""
    query = (
        select(Wishlist)
        .join(Wishlist.wishes)
        .where(Wishlist.owner_id == profile_id, Wishlist.archived_at.is_(None))
        .where(Wish.product_id == product_id, Wish.removed_at.is_(None))
        .order_by(Wish.id.desc())
    )
    return list(db.session.scalars(query).unique())


def wish_for(list_id: int, product_id: int) -> Wish | None:
    """The newest wish for a product on a list, be it removed; those that stand come first."""
    query = (
        select(Wish)
        .where(Wish.list_id == list_id, Wish.product_id == product_id)
        .order_by(Wish.removed_at.is_not(None), Wish.id.desc())
    )
    return db.session.scalar(query.limit(1))


def covers(lists: list[Wishlist], most: int = 3) -> dict[int, list[Wish]]:
    """The first wishes with a picture of each list, for quilts; one select for all."""
    place = func.row_number().over(partition_by=Wish.list_id, order_by=Wish.position)
    ranked = (
        select(Wish.id, place.label("place"))
        .where(Wish.list_id.in_([wishlist.id for wishlist in lists]))
        .where(Wish.removed_at.is_(None), Wish.picture_id.is_not(None))
        .subquery()
    )
    query = (
        select(Wish)
        .join(ranked, ranked.c.id == Wish.id)
        .where(ranked.c.place <= most)
        .order_by(Wish.list_id, Wish.position)
    )
    found: dict[int, list[Wish]] = {wishlist.id: [] for wishlist in lists}
    for wish in db.session.scalars(query).unique():
        found[wish.list_id].append(wish)
    return found


def shows(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    """A list that the viewer may open holds the product; for `Kind.shows`."""
    return exists(
        select(Wish.id)
        .join(Wish.wishlist)
        .where(Wish.product_id == product_id, Wish.removed_at.is_(None))
        .where(visible_to(Wishlist, viewer))
    )


def lists_with(viewer: Viewer, product_id: int) -> Select[Wishlist]:
    """Lists with that product which the viewer may meet."""
    holds = exists().where(
        Wish.list_id == Wishlist.id, Wish.product_id == product_id, Wish.removed_at.is_(None)
    )
    return lists_for(viewer).where(holds)


def wished_for_by(viewer: Viewer, product_id: int) -> Select[Profile]:
    """People the viewer follows who show that they want the product."""
    wants = exists(
        select(Wish.id)
        .join(Wish.wishlist)
        .where(Wish.product_id == product_id, Wish.removed_at.is_(None))
        .where(Wishlist.owner_id == Profile.id, Wishlist.occasion != "gifts")
        .where(Wishlist.archived_at.is_(None))
        .where(listed_for(Wishlist, viewer))
    )
    return select(Profile).where(follows(viewer.profile_id, Profile.id), wants)


def own_wishes_of(viewer: Viewer, product_ids: list[int]) -> set[int]:
    """Which of the products the viewer has on a list, for save marks."""
    if not viewer.profile_id or not product_ids:
        return set()
    query = (
        select(Wish.product_id)
        .join(Wish.wishlist)
        .where(Wishlist.owner_id == viewer.profile_id, Wish.removed_at.is_(None))
        .where(Wish.product_id.in_(product_ids))
    )
    return {product_id for product_id in db.session.scalars(query) if product_id}


def last_list_of(profile_id: int) -> Wishlist | None:
    """Where the member saved last; “last list first”."""
    query = (
        select(Wishlist)
        .outerjoin(Wishlist.wishes)
        .where(Wishlist.owner_id == profile_id, Wishlist.archived_at.is_(None))
        .order_by(Wish.id.desc().nulls_last(), Wishlist.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)
