"""Selects over lists and wishes that compose."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core.images.models import Picture, Shown
from community.core.money import Money, total_by_currency
from community.extensions import db
from community.friends.audience import follows, listed_for, visible_to
from community.friends.prebuilt import ME
from community.friends.viewer import Viewer
from community.wishlists.models import Wish, Wishlist

QUILTED = 3
MOST_LISTS = 200


def owned_by(profile_id: int, most: int = MOST_LISTS) -> list[Wishlist]:
    """A member's living lists, newest first."""
    return list(db.session.scalars(_owned(), {"me": profile_id, "most": most}))


@cache
def _owned() -> Select[Wishlist]:
    query = select(Wishlist).where(Wishlist.owner_id == ME, Wishlist.archived_at.is_(None))
    return query.order_by(Wishlist.id.desc()).limit(bindparam("most"))


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


def wishes_of(list_id: int, most: int) -> list[Wish]:
    """In the owner's order, with what a row shows."""
    return list(db.session.scalars(_wishes(), {"list": list_id, "most": most}).unique())


@cache
def _wishes() -> Select[Wish]:
    return (
        select(Wish)
        .where(Wish.list_id == bindparam("list"), Wish.removed_at.is_(None))
        .options(joinedload(Wish.offer), joinedload(Wish.product).lazyload(Product.picture))
        .order_by(Wish.position, Wish.id)
        .limit(bindparam("most"))
    )


def totals_of(list_id: int) -> list[Money]:
    """What everything with a price costs together, one sum a currency."""
    sums = db.session.execute(_sums(), {"list": list_id})
    return total_by_currency([Money(int(amount or 0), currency) for currency, amount in sums])


@cache
def _sums() -> Select[str, int | None]:
    return (
        select(Wish.currency, func.sum(Wish.amount * Wish.quantity))
        .where(Wish.list_id == bindparam("list"), Wish.removed_at.is_(None))
        .where(Wish.amount.is_not(None), Wish.currency != "")
        .group_by(Wish.currency)
    )


def lists_and_saves(profile_id: int, product_id: int) -> tuple[list[Wishlist], list[Wishlist]]:
    """A member's lists, newest first, and those the product stands on, the one it came to last
    first; one select."""
    asked = {"me": profile_id, "product": product_id, "most": MOST_LISTS}
    rows = db.session.execute(_owned_with_saves(), asked).all()
    saved = sorted((row for row in rows if row.save), key=lambda row: -row.save)
    return [row.Wishlist for row in rows], [row.Wishlist for row in saved]


def lists_holding(profile_id: int, product_id: int) -> list[Wishlist]:
    return lists_and_saves(profile_id, product_id)[1]


@cache
def _owned_with_saves() -> Select[Wishlist, int]:
    newest = (
        select(func.max(Wish.id))
        .where(Wish.list_id == Wishlist.id, Wish.product_id == bindparam("product"))
        .where(Wish.removed_at.is_(None))
        .scalar_subquery()
    )
    return _owned().add_columns(newest.label("save"))


def wish_for(list_id: int, product_id: int) -> Wish | None:
    """The newest wish for a product on a list, be it removed; those that stand come first."""
    query = (
        select(Wish)
        .where(Wish.list_id == list_id, Wish.product_id == product_id)
        .order_by(Wish.removed_at.is_not(None), Wish.id.desc())
    )
    return db.session.scalar(query.limit(1))


def covers(lists: list[Wishlist]) -> dict[int, list[Shown]]:
    """The first pictures of each list, for quilts; one select for all."""
    found: dict[int, list[Shown]] = {wishlist.id: [] for wishlist in lists}
    for list_id, *look in db.session.execute(_first_pictures(), {"lists": list(found)}):
        found[list_id].append(Shown(*look))
    return found


@cache
def _first_pictures() -> Select[Any]:
    place = func.row_number().over(partition_by=Wish.list_id, order_by=Wish.position)
    ranked = (
        select(Wish.list_id, Wish.picture_id, Wish.position, place.label("place"))
        .where(Wish.list_id.in_(bindparam("lists", expanding=True)))
        .where(Wish.removed_at.is_(None), Wish.picture_id.is_not(None))
        .subquery()
    )
    look = (Picture.digest, Picture.width, Picture.plain_ground, Picture.is_private)
    return (
        select(ranked.c.list_id, *look)
        .join(Picture, Picture.id == ranked.c.picture_id)
        .where(ranked.c.place <= QUILTED)
        .order_by(ranked.c.list_id, ranked.c.position)
    )


def shows(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    """A list that the viewer may open holds the product; for `Kind.shows`."""
    return exists(
        select(Wish.id)
        .join(Wish.wishlist)
        .where(Wish.product_id == product_id, Wish.removed_at.is_(None))
        .where(visible_to(Wishlist, viewer))
    )


def lists_with(viewer: Viewer, product_id: Any) -> Select[Wishlist]:
    """Lists with that product which the viewer may meet."""
    holds = exists().where(
        Wish.list_id == Wishlist.id, Wish.product_id == product_id, Wish.removed_at.is_(None)
    )
    return lists_for(viewer).where(holds)


def wished_for_by(viewer: Viewer, product_id: Any) -> Select[Profile]:
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
    found = db.session.scalars(_own_of(), {"me": viewer.profile_id, "products": product_ids})
    return {product_id for product_id in found if product_id}


@cache
def _own_of() -> Select[Any]:
    return (
        select(Wish.product_id)
        .join(Wish.wishlist)
        .where(Wishlist.owner_id == ME, Wish.removed_at.is_(None))
        .where(Wish.product_id.in_(bindparam("products", expanding=True)))
    )


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
