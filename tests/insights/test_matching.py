"""Style match: from what the viewer may see of the other, and with its reasons."""

from __future__ import annotations

import pytest

from community.core.db import writing
from community.extensions import db
from community.friends.viewer import Viewer
from community.insights.matching import Match, match_between
from community.polls.models import Poll
from tests.world import (
    befriend,
    collection_by,
    gathers_in,
    list_by,
    piece_in,
    poll_by,
    product_by,
    wish_on,
)


def wishes(owner, *products, **more) -> None:
    wishlist = list_by(owner, **more)
    for product in products:
        wish_on(wishlist, product=product)


def vote(poll, voter, place: int) -> None:
    with writing():
        found = db.session.get(Poll, poll.id)
        found.vote(found.options[place], by=voter)


def test_the_formula_is_the_one_that_is_written_down():
    assert Match([], 0, [], 0, 0).percent == 50
    assert Match([], 1, [], 0, 0).percent == 67
    assert Match([], 3, ["a", "b"], 4, 3).percent == round(100 * (6 + 2 + 3 + 2) / (6 + 2 + 4 + 4))
    assert not Match([], 1, [], 0, 0).is_enough and Match([], 1, ["a"], 0, 0).is_enough


def test_things_brands_and_answers_in_common(world):
    pots = [product_by(world.ana, f"pot-{number}") for number in range(3)]
    with writing():
        for pot in pots[:2]:
            pot.brand = "Tide & Tin"
    wishes(world.ana, *pots)
    wishes(world.ben, *pots[:2])
    poll = poll_by(world.carla, audience="public")
    for voter in (world.ana, world.ben):
        vote(poll, voter, 0)
    match = match_between(Viewer(world.ana), world.ben)
    assert (match.thing_count, match.brands) == (2, ["Tide & Tin"])
    assert (match.answers, match.same_answers) == (1, 1)


@pytest.mark.parametrize("audience, number", [("public", 1), ("friends", 1), ("me", 0)])
def test_what_the_viewer_may_not_see_does_not_count(world, audience, number):
    pot = product_by(world.ana)
    wishes(world.ana, pot)
    wishes(world.ben, pot, audience=audience)
    assert match_between(Viewer(world.ana), world.ben).thing_count == number


@pytest.mark.parametrize("audience, number", [("public", 1), ("friends", 1), ("me", 0)])
def test_what_the_other_gathers_counts_where_the_viewer_may_see_it(world, audience, number):
    pot = product_by(world.ana)
    piece_in(collection_by(world.ana, audience="me"), product=pot)
    gathered = collection_by(world.ben, audience=audience)
    piece_in(gathered, product=pot)
    assert match_between(Viewer(world.ana), world.ben).thing_count == number
    with writing():
        db.session.get(type(gathered), gathered.id).archive()
    assert match_between(Viewer(world.ana), world.ben).thing_count == 0


def test_a_piece_is_of_the_taste_of_whoever_put_it_in(world):
    """Not of everybody’s who gathers there; wished for and gathered, it counts once."""
    pots = [product_by(world.ana, f"pot-{number}") for number in range(2)]
    wishes(world.ana, *pots)
    shared = collection_by(world.carla, audience="friends")
    gathers_in(shared, world.ben)
    for pot, by in zip(pots, (world.ben, world.carla), strict=True):
        piece_in(shared, product=pot, by=by)
    wishes(world.ben, pots[0])
    for friend in (world.ana, world.ben):
        befriend(world.carla, friend)
    assert match_between(Viewer(world.ana), world.ben).thing_count == 1
    assert match_between(Viewer(world.ana), world.carla).thing_count == 1


def test_votes_count_only_where_results_are_open_to_the_viewer(world):
    hidden = poll_by(world.carla, audience="public", results="closed")
    mine_alone = poll_by(world.ben, audience="me")
    for voter in (world.ana, world.ben):
        vote(hidden, voter, 0)
        vote(mine_alone, voter, 0)
    assert match_between(Viewer(world.ana), world.ben).answers == 0


def test_the_profile_says_why(world, sign_in):
    pots = [product_by(world.ana, f"pot-{number}", listed=True) for number in range(2)]
    wishes(world.ana, *pots)
    wishes(world.ben, *pots)
    page = sign_in("ana").get("/@ben").text
    assert "75 % style match" in page and "The pot-1 of pots.example" in page
    assert "style match" not in sign_in("ana").get("/@ana").text
    assert "style match" not in sign_in("cleo").get("/@ben").text
