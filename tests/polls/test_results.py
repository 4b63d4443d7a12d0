"""Who sees results when: in the page, in the card, in what sockets are told."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Block
from community.friends.viewer import Viewer
from community.polls import live
from community.polls.models import Poll
from tests.polls.people import befriend, holding, link_to, person, poll_by, signed_in


def cast(poll, who, place=0):
    with writing():
        found = db.session.get(Poll, poll.id)
        found.vote(found.options[place], by=who)


def percents(page) -> list[str]:
    return re.findall(r"data-pct>([^<]+)<", page.text)


def told(viewer, poll) -> dict:
    return live.state(viewer, poll.id)


@pytest.mark.parametrize(
    "rule, before, after, at_close",
    [
        ("always", True, True, True),
        ("voted", False, True, True),
        ("closed", False, False, True),
    ],
)
def test_the_rule_holds_in_page_card_and_socket(
    new_client, ana, ben, rule, before, after, at_close
):
    dan = person("dan")
    befriend(ana, dan)
    poll = poll_by(ana, results=rule)
    cast(poll, dan, 1)
    as_ben = signed_in(new_client(), ben)

    def seen() -> bool:
        places = (f"/polls/{encode(poll.id)}", f"/polls/{encode(poll.id)}/card")
        shown = {bool(percents(as_ben.get(place))) for place in places}
        named = {"Dan" in as_ben.get(place).text for place in places}
        state = told(Viewer(profile=ben), poll)
        room = live.join(Viewer(profile=ben), poll.id) == [live.with_counts(poll.id)]
        assert shown == named == {"votes" in state} == {room}
        return shown.pop()

    assert seen() is before
    cast(poll, ben, 0)
    assert seen() is after
    with clock.fixed_at(poll.closes_at + timedelta(seconds=1)):
        assert seen() is at_close


def test_the_asker_always_sees_how_it_stands(as_ana, ana, ben):
    poll = poll_by(ana, results="closed")
    cast(poll, ben, 1)
    assert percents(as_ana.get(f"/polls/{encode(poll.id)}")) == ["0%", "100%"]


def test_the_number_of_votes_is_no_secret(as_ben, ana, ben):
    poll = poll_by(ana, results="closed")
    cast(poll, ben)
    assert told(Viewer(profile=ben), poll)["total"] == 1
    assert "data-total>1<" in as_ben.get(f"/polls/{encode(poll.id)}").text


def test_votes_of_the_blocked_count_but_are_not_named(as_ben, ana, ben, poll):
    dan = person("dan")
    befriend(ana, dan)
    cast(poll, dan, 1)
    assert "Dan" in as_ben.get(f"/polls/{encode(poll.id)}").text
    with writing():
        Block.begin(dan, ben)
    page = as_ben.get(f"/polls/{encode(poll.id)}")
    assert percents(page) == ["0%", "100%"]
    assert "Dan" not in page.text


def test_passers_by_see_numbers_and_no_names(new_client, ana, ben):
    poll = poll_by(ana, audience="public")
    cast(poll, ben, 1)
    page = new_client().get(f"/polls/{encode(poll.id)}")
    assert percents(page) == ["0%", "100%"]
    assert "Ben" not in page.text
    assert (
        "Ben" in holding(new_client(), link_to(poll, ana).key).get(f"/polls/{encode(poll.id)}").text
    )


def test_many_faces_are_three_and_a_number(as_ben, ana, poll):
    for name in ("dan", "eli", "fin", "gil", "hal"):
        cast(poll, person(name))
    text = as_ben.get(f"/polls/{encode(poll.id)}").text
    assert "Dan, Eli + 3" in text
    assert "Gil" not in text


@pytest.mark.parametrize("place", ["", "/card"])
def test_a_stranger_finds_nothing(as_cleo, new_client, poll, place):
    address = f"/polls/{encode(poll.id)}{place}"
    assert as_cleo.get(address).status_code == 404
    assert new_client().get(address).status_code == 404
    assert live.join(Viewer(), poll.id) == []


def test_who_is_no_friend_any_more_has_lost_it(as_ben, ana, ben, poll):
    from community.friends.models import Follow

    assert as_ben.get(f"/polls/{encode(poll.id)}").status_code == 200
    with writing():
        Follow.end(ana.id, ben.id)
    assert as_ben.get(f"/polls/{encode(poll.id)}").status_code == 404
    assert live.join(Viewer(profile=ben), poll.id) == []


def test_a_former_friend_in_a_circle_has_lost_it_whoever_else_befriends_them(ana, ben, cleo):
    from community.friends.models import Follow, PeopleSet

    befriend(ben, cleo)
    poll_by(cleo)
    with writing():
        circle = PeopleSet.circle(ana, "Close")
        circle.set_members([ben.id])
    poll = poll_by(ana, audience="people", people_set_id=circle.id)
    assert live.join(Viewer(profile=ben), poll.id)
    with writing():
        Follow.end(ben.id, ana.id)
    assert live.join(Viewer(profile=ben), poll.id) == []
