"""What followers hear of: together what belongs together, and only what they may see."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import select

from community.activity.models import Activity
from community.activity.queries import done_by, feed_of, feed_of_few
from community.core import clock
from community.core.db import writing
from community.core.outbox import deliver_all
from community.core.pagination import below, start_of
from community.extensions import db
from community.friends.viewer import Viewer
from tests.world import list_by, poll_by, wish_on


@pytest.fixture
def later():
    with ExitStack() as clocks:
        yield lambda hours: clocks.enter_context(
            clock.fixed_at(clock.now() + timedelta(hours=hours))
        )


def add(wishlist, *titles: str) -> None:
    for title in titles:
        wish_on(wishlist, title)
    deliver_all()


def read_by(profile) -> list[tuple[str, str, int]]:
    """Both ways to ask find the same."""
    viewer = Viewer(profile)
    many = db.session.scalars(below(feed_of(viewer), Activity.id), start_of(None)).unique()
    few = db.session.scalars(below(feed_of_few(viewer), Activity.id), start_of(None)).unique()
    rows = list(many)
    assert list(few) == rows
    return [(row.verb, row.kind, row.thing_id) for row in rows]


@pytest.mark.both_databases
def test_what_is_added_together_is_one_piece_of_news(world, sign_in):
    add(list_by(world.ana), "a pot", "a pan", "a lid", "a spoon")
    text = sign_in("ben").get("/").text
    assert text.count("added 4 finds to") == 1
    assert db.session.scalars(select(Activity.count)).all() == [4]


def test_what_is_added_hours_later_is_news_again(world, later):
    kitchen = list_by(world.ana)
    add(kitchen, "a pot", "a pan")
    later(2)
    add(kitchen, "a lid")
    assert sorted(db.session.scalars(select(Activity.count))) == [1, 2]
    assert len(read_by(world.ben)) == 2


def test_two_lists_are_two_pieces_of_news(world):
    for title in ("Kitchen", "Garden"):
        add(list_by(world.ana, title), "a pot")
    assert len(read_by(world.ben)) == 2


def test_a_fact_told_twice_is_counted_once(world):
    kitchen = list_by(world.ana)
    add(kitchen, "a pot")
    deliver_all()
    assert db.session.scalars(select(Activity.count)).all() == [1]


def test_only_those_who_follow_have_it_in_their_feed(world):
    add(list_by(world.ana, audience="public"), "a pot")
    with_news = [
        handle
        for handle in ("ben", "carla", "fay", "cleo", "max", "dina", "erik", "ana")
        if read_by(getattr(world, handle))
    ]
    assert with_news == ["ben", "carla", "fay"]


@pytest.mark.both_databases
def test_a_list_made_private_is_gone_from_feeds_at_once(world, sign_in):
    kitchen = list_by(world.ana, "The zanzibar kitchen")
    add(kitchen, "a pot")
    ben = sign_in("ben")
    assert "zanzibar" in ben.get("/").text
    with writing():
        db.session.get(type(kitchen), kitchen.id).show_to("me")
    assert "zanzibar" not in ben.get("/").text
    assert "zanzibar" not in ben.get("/@ana?tab=activity").text
    assert "zanzibar" in sign_in("ana").get("/@ana?tab=activity").text


def test_who_loses_sight_of_it_loses_the_news(world, sign_in):
    add(list_by(world.ana, "The zanzibar kitchen"), "a pot")
    assert [row.kind for row in db.session.scalars(done_by(Viewer(world.ben), world.ana.id))]
    ben = sign_in("ben")
    from community.friends.models import Follow

    with writing():
        Follow.end(world.ana.id, world.ben.id)  # ben still follows, but they are no friends
    assert "zanzibar" not in ben.get("/").text


def test_a_poll_stands_in_a_feed_once_and_comes_back_when_decided(world, sign_in):
    poll = poll_by(world.ana, question="Which zanzibar?")
    deliver_all()
    assert read_by(world.ben) == [("asked", "poll", poll.id)]
    add(list_by(world.ana), "a pot")
    with writing():
        found = db.session.get(type(poll), poll.id)
        found.decide("option", found.options[0])
    deliver_all()
    assert [verb for verb, *_rest in read_by(world.ben)] == ["decided", "added"]
    text = sign_in("ben").get("/").text
    assert text.count("Which zanzibar?") >= 1
    assert text.count('id="poll-') == 1
    assert "red pot" in text


def test_a_poll_that_is_taken_away_leaves_no_news(world, sign_in):
    poll = poll_by(world.ana, question="Which zanzibar?")
    deliver_all()
    with writing():
        db.session.get(type(poll), poll.id).remove()
    deliver_all()
    assert read_by(world.ben) == []
    assert sign_in("ben").get("/").status_code == 200
