"""What goes together and what is trending, for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, exists, func, select, true
from sqlalchemy.orm import selectinload

from community.catalog.access import is_listed
from community.catalog.models import Product
from community.core import clock
from community.extensions import db
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.recommendations.heat import coldest
from community.recommendations.models import (
    FEWEST,
    HiddenProduct,
    Neighbour,
    Reading,
    Standing,
    Taste,
)

MOST_TOGETHER, MOST_TRENDING = 6, 60
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Trend:
    """`people` keep it, `lately` of them since a week; None where fewer than five would be said."""

    product: Product
    people: int | None
    lately: int | None


def seen_together(viewer: Viewer, product_id: int) -> list[Product]:
    """What those who keep a product keep besides, best first; not what the viewer has hidden."""
    return list(_together.scalars(viewer, product=product_id).unique())


@prebuilt
def _together(viewer: Viewer) -> Select[Product]:
    return (
        select(Product)
        .join(Neighbour, Neighbour.other_id == Product.id)
        .where(Neighbour.product_id == bindparam("product", type_=BigInteger))
        .where(is_listed(), not_hidden(viewer, Product.id))
        .options(selectinload(Product.offers))
        .order_by(Neighbour.score.desc(), Product.id.desc())
        .limit(MOST_TOGETHER)
    )


def not_hidden(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    if not viewer.is_member:
        return true()
    mine = HiddenProduct.profile_id == viewer.profile_id
    return ~exists().where(mine, HiddenProduct.product_id == product_id)


def trending(viewer: Viewer, most: int = MOST_TRENDING) -> list[Trend]:
    """The hottest first; two selects and the offers."""
    rows = _hottest.execute(viewer, coldest=coldest(), most=most).unique().all()
    lately = _since_a_week([row.Product.id for row in rows])
    return [
        Trend(row.Product, said(row.people), said(lately.get(row.Product.id, 0))) for row in rows
    ]


def said(people: int) -> int | None:
    return people if people >= FEWEST else None


@prebuilt
def _hottest(viewer: Viewer) -> Select[Any, Any]:
    return (
        select(Product, Standing.people)
        .join(Standing, Standing.product_id == Product.id)
        .where(Standing.heat > bindparam("coldest"), is_listed())
        .where(not_hidden(viewer, Product.id))
        .options(selectinload(Product.offers))
        .order_by(Standing.heat.desc(), Product.id.desc())
        .limit(bindparam("most"))
    )


def _since_a_week(product_ids: list[int]) -> dict[int, int]:
    """How many took to each; only of those whose number may be said."""
    if not product_ids:
        return {}
    query = (
        select(Taste.product_id, func.count())
        .where(Taste.product_id.in_(product_ids), Taste.counts)
        .where(Taste.since > clock.now() - WEEK)
        .group_by(Taste.product_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def wants_recommendations(viewer: Viewer) -> bool:
    return viewer.profile_id is not None and not Reading.is_off_for(viewer.profile_id)
