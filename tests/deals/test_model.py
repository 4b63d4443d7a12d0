"""A deal as a machine: whatever members do in whatever order, seats and the list stay in order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from community.catalog.models import Product
from community.core.db import writing
from community.core.money import Money
from community.deals.models import Deal, DealIsOver, DealJoin, State
from community.extensions import db
from tests.deals.material import deal_by, over
from tests.world import product_by

CAP = 5
PEOPLE = 9
ACTS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "forget"]), st.integers(0, PEOPLE - 1)),
    max_size=14,
)


class Ideal:
    """What a deal should be: a line of people, the first of whom are in."""

    def __init__(self) -> None:
        self.line: list[int] = []

    def join(self, who: int) -> None:
        if who not in self.line:
            self.line.append(who)

    def leave(self, who: int) -> None:
        if who in self.line:
            self.line.remove(who)

    forget = leave


@pytest.fixture
def people(app: Any) -> list[int]:
    from tests.drills.rush.crowd import people

    return people(PEOPLE)


@pytest.fixture
def thing(shop: Any) -> int:
    return int(product_by(shop.seats[0].profile, listed=True).id)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_seats_never_exceed_the_cap_and_the_list_keeps_its_order(shop, people, thing, acts):
    deal, ideal = deal_by(shop, cap=CAP, product=db.session.get(Product, thing)), Ideal()
    for act, place in acts:
        with writing():
            getattr(db.session.get_one(Deal, deal.id), act)(people[place])
        getattr(ideal, act)(people[place])
        assert line_of(deal) == (ideal.line[:CAP], ideal.line[CAP:])
    ended = over(deal)
    assert ended.state == (State.WON if len(ideal.line) >= 5 else State.FAILED)
    assert ended.settled_count == min(CAP, len(ideal.line))
    with pytest.raises(DealIsOver), writing():
        db.session.get_one(Deal, deal.id).join(people[0])


def line_of(deal: Any) -> tuple[list[int], list[int]]:
    query = select(DealJoin).where(DealJoin.deal_id == deal.id).order_by(DealJoin.place)
    rows = list(db.session.scalars(query))
    row = db.session.get_one(Deal, deal.id)
    seated = [join.profile_id for join in rows if join.is_in]
    waiting = [join.profile_id for join in rows if not join.is_in]
    assert (row.seat_count, row.waiting_count) == (len(seated), len(waiting))
    return seated, waiting


@settings(max_examples=30)
@given(
    usual=st.integers(0, 10**9), steps=st.dictionaries(st.integers(1, 50), st.integers(0, 10**9))
)
def test_what_a_shop_gives_away_is_whole_minor_units_of_one_currency(usual, steps):
    from community.deals.deal_forms import losses_of
    from community.deals.models import Tier

    deal = Deal(amount=usual, usual_amount=usual, currency="EUR", minimum=5, cap=50)
    deal.tiers = [Tier(from_count=n, amount=min(steps[n], usual)) for n in sorted(steps)]
    for loss in losses_of(deal):
        assert isinstance(loss.given, Money)
        paid = Money(loss.price.amount * loss.count, "EUR")
        assert paid + loss.given == Money(usual * loss.count, "EUR")
