"""How good and how dear recommendations are: `python -m bench recommend --help`.

Good: of the demo's people wishes are held back by dice, everything is read and counted again, and
“for you” is asked for ten; how many find at least one of theirs (hit rate@10), beside the ten that
most keep and this member does not. Both choose among the same products.

Dear: what the worker does after one act at a site of 20,000 members on PostgreSQL: read the
member's tastes, count what changed.
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import dataclass
from random import Random

from flask import Flask
from sqlalchemy import func, select, update

from bench.growth import site_on
from bench.recommend_cost import measure
from community.accounts.models import Profile
from community.catalog.access import is_listed
from community.catalog.models import Product
from community.core.db import change, writing
from community.demo.seed import seed
from community.extensions import db
from community.friends.viewer import Viewer
from community.recommendations.choosing import for_you
from community.recommendations.models import Standing, Taste
from community.recommendations.rebuilding import rebuild
from community.wishlists.models import Occasion, Wish, Wishlist
from tests.services import database

TEN = 10
SPLITS, HELD_BACK, LEFT = 5, 2, 3  # wishes held back of each, of whom as many stay


@dataclass
class Hits:
    people: int = 0
    ours: int = 0
    popular: int = 0

    def add(self, other: Hits) -> None:
        self.people += other.people
        self.ours += other.ours
        self.popular += other.popular


def main(words: list[str]) -> int:
    wanted = _wanted(words)
    logging.disable(logging.INFO)
    ratio = _quality(wanted.splits)
    slowest = 0.0 if wanted.quality_only else measure(wanted.members)
    good = ratio >= 2 and slowest <= 1000
    print(f"{'ok' if good else 'FAILED'}: ratio={ratio:.1f} (≥ 2) worst_ms={slowest:.0f} (≤ 1000)")
    return 0 if good else 1


def _wanted(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-recommend", description=__doc__)
    parser.add_argument("--members", default=20_000, type=int, help="of the site for the cost")
    parser.add_argument("--splits", default=SPLITS, type=int)
    parser.add_argument("--quality-only", action="store_true")
    return parser.parse_args(words)


def _quality(splits: int) -> float:
    """The ratio of the hit rates over all splits; a line each."""
    app = site_on(database.new_database("sqlite", "recommend"))
    whole = Hits()
    with app.app_context():
        seed(picture_width=60)
        for number in range(1, splits + 1):
            hits = _split(app, number)
            _say(f"split {number}", hits)
            whole.add(hits)
    _say("all", whole)
    return whole.ours / max(whole.popular, 1)


def _say(name: str, hits: Hits) -> None:
    ours, popular = hits.ours / hits.people, hits.popular / hits.people
    print(
        f"{name:8} {hits.people:>4} people  hit rate@10 for you {ours:5.1%}"
        f"  most popular {popular:5.1%}",
        flush=True,
    )


def _split(app: Flask, number: int) -> Hits:
    held = _hold_back(Random(number))
    rebuild()
    hits = Hits()
    for profile_id, products in held.items():
        viewer = Viewer(db.session.get_one(Profile, profile_id))
        ours = {choice.product.id for choice in for_you(viewer, TEN).choices}
        hits.people += 1
        hits.ours += bool(ours & products)
        hits.popular += bool(_most_popular(profile_id) & products)
    _give_back()
    return hits


def _hold_back(dice: Random) -> dict[int, set[int]]:
    """Of products on show; of each member, some of the wishes for themselves."""
    held: dict[int, set[int]] = {}
    for profile_id in list(db.session.scalars(select(Profile.id).order_by(Profile.handle))):
        wished = sorted(_wished(profile_id))
        if len(wished) >= HELD_BACK + LEFT:
            held[profile_id] = {product for _title, product in dice.sample(wished, HELD_BACK)}
    with writing():
        for profile_id, products in held.items():
            lists = select(Wishlist.id).where(Wishlist.owner_id == profile_id)
            wishes = update(Wish).where(Wish.list_id.in_(lists), Wish.product_id.in_(products))
            change(wishes.where(Wish.removed_at.is_(None)).values(removed_at=func.now()))
    return held


def _wished(profile_id: int) -> set[tuple[str, int]]:
    query = select(Wish.title, Wish.product_id).join(Wishlist, Wishlist.id == Wish.list_id)
    query = query.where(Wishlist.owner_id == profile_id, Wish.removed_at.is_(None))
    query = query.where(Wishlist.occasion != Occasion.GIFTS.value)
    return {(title, product) for title, product in db.session.execute(query) if product}


def _give_back() -> None:
    with writing():
        change(update(Wish).where(Wish.removed_at.is_not(None)).values(removed_at=None))


def _most_popular(profile_id: int) -> set[int]:
    mine = select(Taste.product_id).where(Taste.profile_id == profile_id)
    query = select(Standing.product_id).join(Product, Product.id == Standing.product_id)
    query = query.where(Standing.product_id.not_in(mine), is_listed())
    query = query.order_by(Standing.people.desc(), Standing.product_id.desc())
    return set(db.session.scalars(query.limit(TEN)))
