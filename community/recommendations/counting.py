"""The worker counts a product again after somebody's taste for it changed: its standing, and
what goes with it, both ways.

However many keep it, as much is read: the latest 300 of them, the latest 60 things of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from heapq import nlargest
from typing import Any

from sqlalchemy import (
    BigInteger,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from community.core import clock
from community.core.db import change, is_sqlite
from community.core.events import publish
from community.core.ids import new_id
from community.extensions import db
from community.recommendations.events import StandingsDue
from community.recommendations.heat import LOOKS_BACK, heat_of
from community.recommendations.likeness import Both, Side, score
from community.recommendations.models import FEWEST, Neighbour, Standing, Taste

MOST_KEEPERS, MOST_THINGS, MOST_ACTS = 300, 60, 1000
KEPT, BACK = 50, 150  # neighbours of a product, and at most as many of which it becomes one
SLACK = 25
A_PORTION = 4  # products of a transaction
COUNTING = 1_123_581_321  # any number that nobody else locks
PRODUCT = bindparam("product", type_=BigInteger)


def count_due(fact: StandingsDue) -> None:
    """A few products, and word of the next."""
    _one_at_a_time()
    query = select(Standing.product_id).where(Standing.is_due).order_by(Standing.product_id)
    due = list(db.session.scalars(query.limit(A_PORTION + 1)))
    for product_id in due[:A_PORTION]:
        count(product_id)
    if len(due) > A_PORTION:
        publish(StandingsDue())


def _one_at_a_time() -> None:
    """Two who count neighbours write rows of one another's products. Readers wait for nobody."""
    if not is_sqlite():
        db.session.execute(select(func.pg_advisory_xact_lock(COUNTING)))


def count(product_id: int) -> None:
    """Inside `writing()`. What changes meanwhile makes it due once more."""
    _put(product_id, _neighbours(product_id, stand(product_id)))


def stand(product_id: int) -> dict[str, int]:
    """Its standing alone."""
    mine = Standing.product_id == product_id
    change(update(Standing).where(mine).values(is_due=False))
    standing = _standing_of(product_id)
    change(update(Standing).where(mine).values(**standing, heat=_heat(product_id, standing)))
    return standing


def _standing_of(product_id: int) -> dict[str, int]:
    squared, shown = Taste.weight * Taste.weight, Taste.is_public
    row = db.session.execute(
        select(
            func.count(),
            func.count(case((shown, 1))),
            func.sum(squared),
            func.sum(case((shown, squared), else_=0)),
        ).where(Taste.product_id == product_id, Taste.counts)
    ).one()
    names = ("people", "public_people", "weight", "public_weight")
    return {name: int(number or 0) for name, number in zip(names, row, strict=True)}


def _heat(product_id: int, standing: dict[str, int]) -> float | None:
    lately = Taste.since > clock.now() - LOOKS_BACK
    acts = select(Taste.since).where(Taste.product_id == product_id, Taste.counts, lately)
    if standing["people"] < FEWEST:
        acts = acts.where(Taste.is_public)
    return heat_of(db.session.scalars(acts.order_by(Taste.since.desc()).limit(MOST_ACTS)))


def _neighbours(product_id: int, standing: dict[str, int]) -> list[dict[str, Any]]:
    """The best, best first; only what may be told."""
    side = Side(standing["weight"], standing["public_weight"])
    sampled = min(MOST_KEEPERS / max(standing["people"], 1), 1.0)
    rows = []
    for other_id, *numbers in db.session.execute(_pairs(), {"product": product_id}):
        people, shown, weight, shown_weight, whole, whole_shown = map(int, numbers)
        both = Both(people, shown, weight, shown_weight)
        worth = score(side, Side(whole, whole_shown), both, sampled)
        if worth > 0:
            row = {"other_id": other_id, "people": people, "public_people": shown}
            rows.append({**row, "score": worth})
    return nlargest(BACK, rows, key=lambda row: (row["score"], row["other_id"]))


@cache
def _pairs() -> Select[Any]:
    """With whatever else its keepers keep: people and weights of the pair, sums of the other."""
    keeper, theirs = _keepers(), aliased(Taste)
    oldest = (
        select(Taste.id)
        .where(Taste.profile_id == keeper.c.profile_id)
        .order_by(Taste.id.desc())
        .offset(MOST_THINGS)
        .limit(1)
        .scalar_subquery()
    )
    shown = and_(keeper.c.is_public, theirs.is_public)
    weight = keeper.c.weight * theirs.weight
    numbers = (
        func.count().label("people"),
        func.count(case((shown, 1))).label("shown"),
        func.sum(weight).label("weight"),
        func.sum(case((shown, weight), else_=0)).label("shown_weight"),
    )
    pairs = (
        select(theirs.product_id.label("other"), *numbers)
        .join_from(keeper, theirs, theirs.profile_id == keeper.c.profile_id)
        .where(theirs.counts, theirs.product_id != PRODUCT)
        .where(theirs.id > func.coalesce(oldest, 0))
        .group_by(theirs.product_id)
        .subquery()
    )
    of = pairs.c
    return (
        select(of.other, of.people, of.shown, of.weight, of.shown_weight)
        .add_columns(Standing.weight, Standing.public_weight)
        .join(Standing, Standing.product_id == of.other)
        .where(or_(of.shown >= 1, of.people >= FEWEST))
    )


def _keepers() -> Any:
    query = select(Taste.profile_id, Taste.weight, Taste.is_public)
    query = query.where(Taste.product_id == PRODUCT, Taste.counts)
    return query.order_by(Taste.since.desc()).limit(MOST_KEEPERS).subquery()


def _put(product_id: int, rows: list[dict[str, Any]]) -> None:
    others = [row["other_id"] for row in rows]
    back = and_(Neighbour.other_id == product_id, Neighbour.product_id.in_(others))
    change(delete(Neighbour).where(or_(Neighbour.product_id == product_id, back)))
    there = [{"product_id": product_id, **row} for row in rows[:KEPT]]
    here = [{**row, "product_id": row["other_id"], "other_id": product_id} for row in rows]
    if rows:
        db.session.execute(insert(Neighbour), [{"id": new_id(), **row} for row in there + here])
        _trim(others)


def _trim(product_ids: Iterable[int]) -> None:
    """A product keeps its best; those that have grown some over it are cut back."""
    mine = Neighbour.product_id.in_(product_ids)
    many = select(Neighbour.product_id).where(mine).group_by(Neighbour.product_id)
    long = list(db.session.scalars(many.having(func.count() > KEPT + SLACK)))
    if long:
        best = Neighbour.score.desc(), Neighbour.id
        place = func.row_number().over(partition_by=Neighbour.product_id, order_by=best)
        places = select(Neighbour.id, place.label("place"))
        ranked = places.where(Neighbour.product_id.in_(long)).subquery()
        over = select(ranked.c.id).where(ranked.c.place > KEPT)
        change(delete(Neighbour).where(Neighbour.id.in_(over)))
