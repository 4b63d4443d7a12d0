"""What stands in the numbers is what everybody may read, whatever became of the reviews."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from community.accounts.models import Profile
from community.belongings.leaving import depart, stay
from community.belongings.models import Departure
from community.catalog.models import Merge, Product
from community.core.db import writing
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.bulk import Change
from community.moderation.acting import hide, show
from community.reviews.models import Rating, Review, Said
from tests.world import person, product_by

NAMES = ("count", "total", "fives", "fours", "threes", "twos", "ones",
         "fit_small", "fit_true", "fit_large")  # fmt: skip

DOINGS = ("write", "edit", "remove", "restore", "hide", "show", "narrow", "leave", "come_back",
          "merge_two", "undo")  # fmt: skip


def counted_by_hand(product_id: int) -> tuple[int, ...]:
    rows = db.session.scalars(
        select(Review).filter_by(product_id=product_id).execution_options(populate_existing=True)
    ).all()
    told = [r for r in rows if r.audience == "public" and not r.hidden_at and not r.removed_at]
    bars = [sum(1 for r in told if (r.stars + 1) // 2 == number) for number in (5, 4, 3, 2, 1)]
    fits = [sum(1 for r in told if r.fit == fit) for fit in ("small", "true", "large")]
    return (len(told), sum(r.stars for r in told), *bars, *fits)


def kept(product_id: int) -> tuple[int, ...]:
    query = select(Rating).filter_by(product_id=product_id)
    row = db.session.scalar(query.execution_options(populate_existing=True))
    return tuple(getattr(row, name) for name in NAMES) if row else (0,) * len(NAMES)


class Doings:
    """What happens to reviews, one thing after the other, by chance."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.people = [person(f"someone{number}").id for number in range(5)]
        founder = db.session.get_one(Profile, self.people[0])
        self.products = [product_by(founder, name, listed=True).id for name in ("pot", "pan")]
        self.done: set[str] = set()

    def one(self) -> None:
        name = self.dice.choice(("write", "write", *DOINGS))
        with writing():
            getattr(self, name)()
        self.done.add(name)
        if name in ("merge_two", "undo"):
            deliver_all()

    def said(self) -> Said:
        fit = self.dice.choice(("", "small", "true", "large"))
        return Said(self.dice.randint(1, 10), body="So", html="<p>So</p>", fit=fit)

    def any(self, model: Any, *conditions: Any) -> Any:
        found = db.session.scalars(select(model).where(*conditions).order_by(model.id)).all()
        return self.dice.choice(found) if found else None

    def write(self) -> None:
        product = db.session.get_one(Product, self.dice.choice(self.products))
        Review.write(product, self.any(Profile, Profile.id.in_(self.people)), self.said())

    def edit(self) -> None:
        if review := self.any(Review, Review.removed_at.is_(None)):
            review.edit(self.said())

    def remove(self) -> None:
        if review := self.any(Review):
            review.remove()

    def restore(self) -> None:
        if review := self.any(Review):
            review.restore()

    def hide(self) -> None:
        if review := self.any(Review):
            hide("review", review.id)

    def show(self) -> None:
        if review := self.any(Review, Review.hidden_at.is_not(None)):
            show("review", review.id)

    def narrow(self) -> None:
        after = self.dice.choice(("public", "friends", "me"))
        Change(self.dice.choice(self.people), ["review"], "", after).make()

    def leave(self) -> None:
        depart(self.any(Profile, Profile.id.in_(self.people[1:])).account)

    def come_back(self) -> None:
        if departure := self.any(Departure):
            stay(departure)

    def merge_two(self) -> None:
        by = db.session.get_one(Profile, self.people[0])
        Merge.make(*self.products, by)

    def undo(self) -> None:
        if merge := self.any(Merge, Merge.state == "moved"):
            merge.undo()


@pytest.mark.parametrize("seed", [1, 2])
def test_numbers_are_those_that_counting_by_hand_gives_after_whatever_happens(app, seed):
    doings = Doings(seed)
    for _step in range(45):
        doings.one()
        for product_id in doings.products:
            assert kept(product_id) == counted_by_hand(product_id)
    assert doings.done >= set(DOINGS)
