"""What the worker does after one act at a site of many members; for `bench.recommend`."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from sqlalchemy import func, insert, select, text

from bench.crowd.shape import STAR
from bench.growth import site_on
from bench.people import Crowd, fill
from community.accounts.models import Profile
from community.catalog.models import Product
from community.core.db import writing
from community.extensions import db
from community.recommendations.counting import count, count_due
from community.recommendations.events import StandingsDue
from community.recommendations.models import Standing, Taste
from community.recommendations.reading import read
from community.wishlists.models import Wish, Wishlist
from tests.services import database

ACTS, COUNTED = 40, 300
MANY_WISHES, MANY_KEEPERS = 5_000, 5_000

# As `recommendations.reading` would, for all at once: the wishes are all that this crowd keeps.
TASTES = """
INSERT INTO tastes (id, profile_id, product_id, weight, is_public, counts, since)
SELECT min(w.id), l.owner_id, w.product_id, 2, bool_or(l.audience = 'public'), true,
       min(w.created_at)
FROM wishes w JOIN wishlists l ON l.id = w.list_id
WHERE w.product_id IS NOT NULL AND w.removed_at IS NULL GROUP BY l.owner_id, w.product_id
"""
STANDINGS = """
INSERT INTO product_standings (product_id, people, public_people, weight, public_weight, is_due)
SELECT product_id, count(*), count(*) FILTER (WHERE is_public), sum(weight * weight),
       coalesce(sum(weight * weight) FILTER (WHERE is_public), 0), false
FROM tastes GROUP BY product_id
"""


def measure(members: int) -> float:
    """Prints a line a case; milliseconds of the slowest act."""
    url = database.new_database("postgres", f"recommend{members}")
    crowd, app = fill(url, members), site_on(url)
    with app.test_request_context():
        products = _prepare(crowd)
        person = crowd.id_of(crowd.typical(1)[0])
        times = [_act(person, product_id) for product_id in products[::7][:ACTS]]
        print(f"{members:,} members: an act costs the worker {median(times):.0f} ms", end="")
        print(f" (the slowest of {ACTS} {max(times):.0f} ms)", flush=True)
        worst = [max(times), *_extremes(crowd, products)]
        db.session.remove()
    return max(worst)


def _prepare(crowd: Crowd) -> list[int]:
    """All tastes and sums, and the neighbours of what most people keep."""
    with writing():
        db.session.execute(text(TASTES))
        db.session.execute(text(STANDINGS))
    with writing():
        db.session.execute(text("ANALYZE"))
    most = select(Standing.product_id).order_by(Standing.people.desc())
    products = list(db.session.scalars(most.limit(COUNTED)))
    began = time.perf_counter()
    for product_id in products:
        with writing():
            count(product_id)
    print(f"{len(products)} products counted in {time.perf_counter() - began:.0f} s", flush=True)
    return products


def _act(person: int, product_id: int) -> float:
    """A wish; then what the worker does until nothing of it is left."""
    list_id = db.session.scalar(select(Wishlist.id).where(Wishlist.owner_id == person).limit(1))
    with writing():
        Wish(title="A wish", product_id=product_id).add_to(db.session.get_one(Wishlist, list_id))
    return _timed(lambda: _worked(person))


def _worked(person: int) -> None:
    with writing():
        read(person)
    while db.session.scalar(select(func.count()).where(Standing.is_due)):
        with writing():
            count_due(StandingsDue())


def _timed(act: Callable[[], None]) -> float:
    db.session.commit()
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def _extremes(crowd: Crowd, products: list[int]) -> list[float]:
    star = crowd.id_of(STAR)
    _give(star)
    everybody = products[-1]
    _keep(everybody)
    with writing():
        read(star)
    many = _act(star, products[COUNTED // 2])
    print(f"a member with {MANY_WISHES:,} wishes: {many:.0f} ms", flush=True)
    popular = _act(crowd.id_of(crowd.typical(2)[1]), everybody)
    print(f"a product that {MANY_KEEPERS:,} keep: {popular:.0f} ms", flush=True)
    return [many, popular]


def _give(star: int) -> None:
    """Thousands of wishes, read and counted before anything is timed."""
    ids = list(db.session.scalars(select(Product.id).order_by(Product.id).limit(MANY_WISHES)))
    with writing():
        wishlist = Wishlist(owner_id=star, title="Everything", audience="public")
        db.session.add(wishlist)
        db.session.flush()
        rows = [{"list_id": wishlist.id, "product_id": each, "title": "A wish"} for each in ids]
        db.session.execute(insert(Wish), rows)
        read(star)
    with writing():
        db.session.execute(text("UPDATE product_standings SET is_due = false"))


def _keep(product_id: int) -> None:
    """Thousands who keep one thing."""
    known = select(Taste.profile_id).where(Taste.product_id == product_id)
    query = select(Profile.id, Profile.created_at).where(Profile.id.not_in(known))
    people = db.session.execute(query.order_by(Profile.id).limit(MANY_KEEPERS)).all()
    words = {"product_id": product_id, "weight": 2, "is_public": False, "counts": True}
    with writing():
        rows = [{"profile_id": row.id, **words, "since": row.created_at} for row in people]
        db.session.execute(insert(Taste), rows)
        db.session.execute(text("ANALYZE tastes"))
        count(product_id)
