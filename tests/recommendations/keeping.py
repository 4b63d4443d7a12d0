"""Who keeps what, in a line; and the worker, who has heard of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core import clock
from community.core.db import change, writing
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.viewer import Viewer
from community.recommendations.models import Neighbour, Taste
from community.recommendations.queries import seen_together, trending
from tests.world import list_by, person, product_by, wish_on


class Shelf:
    """Products on show, by name."""

    def __init__(self, finder: Profile) -> None:
        self._finder = finder
        self._made: dict[str, Product] = {}

    def __getattr__(self, name: str) -> Product:
        if name not in self._made:
            self._made[name] = product_by(self._finder, name, listed=True)
        return self._made[name]


def keeps(owner: Profile, *products: Product, audience: str = "public", **more: Any) -> Any:
    """A list of theirs with these."""
    made = list_by(owner, audience=audience, **more)
    for product in products:
        offer = product.offer
        price = {"amount": offer.amount, "currency": offer.currency} if offer else {}
        wish_on(made, product.title, product_id=product.id, **price)
    return made


def heard() -> None:
    """The worker has done all it has to."""
    deliver_all()


def grow_old() -> None:
    """Everybody here came a month ago: newcomers say nothing to others."""
    with writing():
        change(update(Profile).values(created_at=clock.now() - timedelta(days=30)))


def people(number: int) -> list[Profile]:
    made = [person(f"member{place}") for place in range(number)]
    grow_old()
    return made


def beside(product: Product, viewer: Viewer | None = None) -> set[str]:
    return {_name(each) for each in seen_together(viewer or Viewer(), product.id)}


def hot(viewer: Viewer | None = None) -> list[str]:
    return [_name(trend.product) for trend in trending(viewer or Viewer())]


def _name(product: Product) -> str:
    return product.title.split()[1]


def tastes_of(owner: Profile) -> set[str]:
    query = select(Product).join(Taste, Taste.product_id == Product.id)
    return {_name(row) for row in db.session.scalars(query.where(Taste.profile_id == owner.id))}


def pairs() -> dict[tuple[int, int], tuple[int, int, float]]:
    rows = db.session.scalars(select(Neighbour).execution_options(populate_existing=True))
    return {
        (row.product_id, row.other_id): (row.people, row.public_people, round(row.score, 9))
        for row in rows
    }
