"""Among what is chosen for a member: a bounded number of rows, however large the site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select, union_all

from community.accounts.models import Profile
from community.catalog.access import is_listed
from community.catalog.models import Offer, Product
from community.core.money import Money
from community.extensions import db
from community.friends.audience import follows, is_muted, listed_for
from community.friends.prebuilt import ME, prebuilt
from community.friends.viewer import Viewer
from community.purchases.models import Mark
from community.purchases.queries import listed as mark_listed
from community.recommendations.models import HiddenProduct, Neighbour, Standing, Taste
from community.wishlists.models import Occasion, Wish, Wishlist

MOST_MINE, MOST_PAIRS, MOST_SHOWN = 100, 2000, 300
MOST_KEPT, NEWEST, MOST_ASKED = 200, 100, 600


@dataclass(frozen=True)
class Keeping:
    """A thing of mine."""

    product_id: int
    title: str
    brand: str
    category: str
    weight: int
    product: Product


@dataclass(frozen=True)
class Candidate:
    product_id: int
    title: str
    brand: str
    category: str
    people: int
    price: Money | None


def things_of(profile_id: int) -> dict[int, Keeping]:
    """The latest, the newest first."""
    rows = db.session.execute(_things(), {"me": profile_id}).unique()
    return {
        row.Product.id: Keeping(
            row.Product.id,
            row.Product.title,
            row.Product.brand,
            row.Product.category,
            row.weight,
            row.Product,
        )
        for row in rows
    }


@cache
def _things() -> Select[Any, Any]:
    query = select(Product, Taste.weight).join(Taste, Taste.product_id == Product.id)
    return query.where(Taste.profile_id == ME).order_by(Taste.id.desc()).limit(MOST_MINE)


def known_of(profile_id: int) -> set[int]:
    """What is not recommended: kept, or hidden."""
    return set(db.session.scalars(_known(), {"me": profile_id}))


@cache
def _known() -> Any:
    kept = select(Taste.product_id).where(Taste.profile_id == ME)
    return union_all(kept, select(HiddenProduct.product_id).where(HiddenProduct.profile_id == ME))


def neighbours_of(profile_id: int) -> list[Any]:
    """(product_id, other_id, weight, score) of the latest things, the best pairs first."""
    return list(db.session.execute(_neighbours(), {"me": profile_id}))


@cache
def _neighbours() -> Select[Any, Any, Any, Any]:
    latest = select(Taste.product_id, Taste.weight).where(Taste.profile_id == ME)
    mine = latest.order_by(Taste.id.desc()).limit(MOST_MINE).subquery()
    columns = Neighbour.product_id, Neighbour.other_id, mine.c.weight, Neighbour.score
    query = select(*columns).join(mine, mine.c.product_id == Neighbour.product_id)
    return query.order_by(Neighbour.score.desc(), Neighbour.id).limit(MOST_PAIRS)


def of_people(viewer: Viewer) -> dict[int, list[str]]:
    """What people the viewer follows keep, as far as the viewer may meet it, and their names;
    the latest of it."""
    names: dict[int, list[str]] = defaultdict(list)
    for row in _shown.execute(viewer):
        if row.name not in names[row.product]:
            names[row.product].append(row.name)
    return dict(names)


@prebuilt
def _shown(viewer: Viewer) -> Any:
    me = viewer.profile_id
    near = follows(me, Profile.id), ~is_muted(me, Profile.id), Profile.closed_at.is_(None)
    wished = (
        select(Wish.product_id.label("product"), Profile.name.label("name"), Wish.id.label("row"))
        .join(Wishlist, Wishlist.id == Wish.list_id)
        .join(Profile, Profile.id == Wishlist.owner_id)
        .where(*near, listed_for(Wishlist, viewer), Wishlist.archived_at.is_(None))
        .where(Wishlist.occasion != Occasion.GIFTS.value)
        .where(Wish.removed_at.is_(None), Wish.product_id.is_not(None))
    )
    marked = (
        select(Mark.product_id, Profile.name, Mark.id)
        .join(Profile, Profile.id == Mark.owner_id)
        .where(*near, mark_listed(viewer))
    )
    both = union_all(wished, marked).subquery().c
    return select(both.product, both.name).order_by(both.row.desc()).limit(MOST_SHOWN)


def pool(asked: list[int], known: set[int]) -> dict[int, Candidate]:
    """Of the first of `asked`, the most kept and the newest: those on show and not `known`."""
    rows = [
        *db.session.execute(_named(), {"ids": asked[:MOST_ASKED]}),
        *db.session.execute(_most_kept()),
        *db.session.execute(_newest()),
    ]
    found = {row.id: row for row in rows if row.id not in known}
    prices = _prices(found)
    return {
        key: Candidate(key, row.title, row.brand, row.category, row.people, prices.get(key))
        for key, row in found.items()
    }


def _rows() -> Select[Any, Any, Any, Any, Any]:
    people = func.coalesce(Standing.people, 0).label("people")
    query = select(Product.id, Product.title, Product.brand, Product.category, people)
    return query.outerjoin(Standing, Standing.product_id == Product.id).where(is_listed())


@cache
def _named() -> Select[Any, Any, Any, Any, Any]:
    return _rows().where(Product.id.in_(bindparam("ids", expanding=True)))


@cache
def _most_kept() -> Select[Any, Any, Any, Any, Any]:
    """By an index; the few that are not on show take their places from the others."""
    most = select(Standing.product_id).order_by(Standing.people.desc()).limit(MOST_KEPT)
    return _rows().where(Product.id.in_(most))


@cache
def _newest() -> Select[Any, Any, Any, Any, Any]:
    return _rows().order_by(Product.id.desc()).limit(NEWEST)


def _prices(product_ids: Iterable[int]) -> dict[int, Money]:
    """Of the offer that stands for the product."""
    prices: dict[int, Money] = {}
    for product_id, amount, currency in db.session.execute(_offers(), {"ids": list(product_ids)}):
        if amount is not None and currency:
            prices.setdefault(product_id, Money(amount, currency))
    return prices


@cache
def _offers() -> Select[Any, Any, Any]:
    query = select(Offer.product_id, Offer.amount, Offer.currency)
    return query.where(Offer.product_id.in_(bindparam("ids", expanding=True))).order_by(Offer.id)
