"""“For you”: what a member may like, each with its reason.

    worth(p) =   Σ over what I keep (the latest 100)  weight · likeness to p     seen together
               + 0.5 · likeness of kind (`leaning`)                              like my things
               + 0.15 · people I follow who show me that they keep it, 3 at most
               + 0.02 · log₂(1 + people who keep it)
    times ½ outside my price range

The candidates are the neighbours of what I keep, what people I follow show me, the most kept and
the newest: some hundreds, however large the catalogue. Left out: what I keep, what I have hidden,
what is not on show, and what nothing but its being kept speaks for. Where that is not enough, as
for a new member, what is trending follows. Reading it writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import log2
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from community.catalog.models import Product
from community.extensions import db
from community.friends.viewer import Viewer
from community.recommendations.candidates import (
    Candidate,
    Keeping,
    known_of,
    neighbours_of,
    of_people,
    pool,
    things_of,
)
from community.recommendations.leaning import Leaning
from community.recommendations.pricing import Range, range_of
from community.recommendations.queries import Trend, trending

MOST = 36
ALIKE, PEOPLE, MANY, OUTSIDE = 0.5, 0.15, 0.02, 0.5
MOST_PEOPLE = 3


@dataclass
class Choice:
    """One of `because` (a thing of mine), `people`, `brand` or `category` says why; where none
    does, it is `trend`ing."""

    product: Product
    because: Keeping | None = None
    is_alike: bool = False  # of the same kind, else kept by the same people
    people: list[str] = field(default_factory=list)
    person_count: int = 0
    brand: str = ""
    category: str = ""
    trend: Trend | None = None


@dataclass(frozen=True)
class Chosen:
    choices: list[Choice]
    price_range: Range | None = None


@dataclass
class _Worth:
    total: float = 0.0
    best: tuple[float, str, Any] = (0.0, "", None)

    def add(self, worth: float, why: str, what: Any) -> None:
        self.total += worth
        self.best = max(self.best, (worth, why, what), key=lambda one: one[0])


def for_you(viewer: Viewer, most: int = MOST) -> Chosen:
    """Nothing for whoever is not signed in."""
    me = viewer.profile_id
    if me is None:
        return Chosen([])
    mine, prices = things_of(me), range_of(me)
    near, shown = neighbours_of(me), of_people(viewer)
    known = known_of(me)
    asked = dict.fromkeys([*(row.other_id for row in near), *shown])
    candidates = pool([key for key in asked if key not in known], known)
    worths = _weighed(mine, near, shown, candidates)
    _lower(worths, candidates, prices)
    reasoned = [key for key, worth in worths.items() if worth.best[0] > 0]
    order = sorted(reasoned, key=lambda key: (-worths[key].total, -key))[:most]
    choices = _choices(order, worths, mine, shown)
    return Chosen([*choices, *_trends(viewer, most - len(choices), known.union(order))], prices)


def _trends(viewer: Viewer, most: int, known: set[int]) -> list[Choice]:
    if most <= 0:
        return []
    hot = [trend for trend in trending(viewer) if trend.product.id not in known]
    return [Choice(trend.product, trend=trend) for trend in hot[:most]]


def _weighed(
    mine: dict[int, Keeping],
    near: list[Any],
    shown: dict[int, list[str]],
    candidates: dict[int, Candidate],
) -> dict[int, _Worth]:
    worths: dict[int, _Worth] = defaultdict(_Worth)
    for row in near:
        if row.other_id in candidates:
            worths[row.other_id].add(row.weight * row.score, "because", row.product_id)
    leaning = Leaning(mine.values(), candidates.values())
    for key, candidate in candidates.items():
        worth, why, like = leaning.to(candidate)
        worths[key].add(ALIKE * worth, why, like)
        if key in shown:
            worths[key].add(PEOPLE * min(len(shown[key]), MOST_PEOPLE), "people", None)
        worths[key].total += MANY * log2(1 + candidate.people)
    return worths


def _lower(
    worths: dict[int, _Worth], candidates: dict[int, Candidate], prices: Range | None
) -> None:
    for key, worth in worths.items():
        if prices and not prices.holds(candidates[key].price):
            worth.total *= OUTSIDE


def _choices(
    order: list[int],
    worths: dict[int, _Worth],
    mine: dict[int, Keeping],
    shown: dict[int, list[str]],
) -> list[Choice]:
    query = select(Product).where(Product.id.in_(order)).options(selectinload(Product.offers))
    products = {product.id: product for product in db.session.scalars(query).unique()}
    return [
        _choice(products[key], worths[key].best, mine, shown.get(key, []))
        for key in order
        if key in products
    ]


def _choice(
    product: Product, best: tuple[float, str, Any], mine: dict[int, Keeping], names: list[str]
) -> Choice:
    _worth, why, what = best
    if why in ("because", "words"):
        return Choice(product, because=mine.get(what), is_alike=why == "words")
    if why == "people":
        return Choice(product, people=names[:2], person_count=len(names))
    if why == "brand":
        return Choice(product, brand=product.brand)
    if why == "category":
        return Choice(product, category=product.category)
    return Choice(product)
