"""Trending: people count, not what one of them does; and the later the more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from community.core import clock
from community.core.db import change, writing
from community.recommendations.heat import HALF_LIFE, heat_of
from community.recommendations.likeness import Both, Side, score
from community.recommendations.reading import read
from community.wishlists.models import Wish
from tests.recommendations.keeping import heard, hot, keeps, people
from tests.world import collection_by, mark_by, person, piece_in


def test_one_member_counts_once_however_much_they_do(old_world, shelf, client):
    for _again in range(5):
        keeps(old_world.ana, shelf.pot, shelf.mug, shelf.cup)
    mark_by(old_world.ana, shelf.pot, audience="public")
    piece_in(collection_by(old_world.ana, audience="public"), product=shelf.pot)
    heard()
    assert hot() == []
    keeps(old_world.ben, shelf.lamp)
    keeps(old_world.carla, shelf.lamp)
    heard()
    assert hot() == ["lamp"]
    page = client.get("/discover?tab=trending").text
    assert shelf.lamp.title in page and shelf.pot.title not in page


def test_private_lists_of_few_do_not_heat(old_world, shelf):
    for member in people(4):
        keeps(member, shelf.cup, audience="me")
    heard()
    assert hot() == []


def test_newcomers_do_not_heat(old_world, shelf):
    for number in range(4):
        keeps(person(f"new{number}"), shelf.pot)
    heard()
    assert hot() == []


def test_what_is_new_is_hotter_and_the_old_goes(old_world, shelf):
    ana, ben = old_world.ana, old_world.ben
    for product in (shelf.old, shelf.new, shelf.cold):
        keeps(ana, product)
        keeps(ben, product)
    ages = {shelf.old: timedelta(days=4), shelf.cold: timedelta(days=12)}
    with writing():
        for product, age in ages.items():
            then = update(Wish).where(Wish.product_id == product.id)
            change(then.values(created_at=clock.now() - age))
        read(ana.id)
        read(ben.id)
    heard()
    assert hot() == ["new", "old"]


def test_heat_is_the_logarithm_of_a_sum_that_halves(app):
    now = clock.now()
    assert heat_of([now]) is None
    both = heat_of([now, now])
    assert heat_of([now, now - HALF_LIFE]) == pytest.approx(both + 0.584963 - 1)
    later = [now + HALF_LIFE, now + HALF_LIFE]
    assert heat_of(later) == pytest.approx(both + 1), "one half-life later is one more"


def test_the_score_is_a_cosine_that_needs_people(app):
    side = Side(weight=4 * 20, public_weight=4 * 20)
    all_of_them = Both(people=20, public_people=20, weight=80, public_weight=80)
    assert score(side, side, all_of_them) == pytest.approx(20 / 23)
    one = Side(4, 4)
    assert score(one, one, Both(1, 1, 4, 4)) == pytest.approx(1 / 4)
    everywhere = Side(4 * 1000, 4 * 1000)
    assert score(side, everywhere, all_of_them) < score(side, side, all_of_them) / 5
    assert score(side, side, Both(4, 0, 16, 0)) == 0
