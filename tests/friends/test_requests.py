"""Closed profiles: whoever wants to follow asks, and asking opens nothing."""

from __future__ import annotations

import pytest

from community.accounts.models import Profile
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.events import ProfileOpened
from community.friends.models import Block, Follow, FollowRequest, ShareLink
from community.friends.queries import relation
from community.friends.registration import _accept_waiting
from community.friends.viewer import Viewer
from tests.world import list_by, signed_in


@pytest.fixture
def closed(world):
    with writing():
        db.session.get_one(Profile, world.ana.id).is_closed = True
    return world


def press(client, person, how: str):
    return client.htmx(f"/people/{encode(person.id)}/{how}")


def stands(one, other):
    return relation(Viewer(one), other)


def test_following_a_closed_profile_asks_and_says_so(closed, sign_in):
    cleo = sign_in("cleo")
    assert "Ask to follow" in cleo.get("/@ana").text
    for _again in range(2):
        text = press(cleo, closed.ana, "follow").text
        assert "Asked" in text and "Ana has not answered yet." in text
    assert stands(closed.cleo, closed.ana).has_asked
    assert not stands(closed.cleo, closed.ana).follows
    assert len(list(db.session.scalars(db.select(FollowRequest)))) == 1


def test_a_request_opens_nothing(closed, sign_in):
    secret = list_by(closed.ana, "For followers", audience="followers")
    cleo = sign_in("cleo")
    press(cleo, closed.ana, "follow")
    assert cleo.get(f"/lists/{encode(secret.id)}").status_code == 404
    assert "For followers" not in cleo.get("/@ana").text
    press(sign_in("ana"), closed.cleo, "accept")
    assert "For followers" in cleo.get("/@ana").text


def test_accepting_says_what_it_opens_and_counts_the_follower(closed, sign_in):
    press(sign_in("cleo"), closed.ana, "follow")
    ana = sign_in("ana")
    assert "Cleo will see what you show to followers." in ana.get("/@cleo").text
    people = ana.get("/people?tab=requests").text
    assert "@cleo" in people and "Decline" in people
    before = closed.ana.follower_count
    assert "Follow back" in press(ana, closed.cleo, "accept").text
    assert stands(closed.cleo, closed.ana).follows
    assert db.session.get(Profile, closed.ana.id).follower_count == before + 1
    assert "Nobody is waiting" in ana.get("/people?tab=requests").text


def test_accepting_whom_one_follows_says_that_it_makes_friends(closed, sign_in):
    with writing():
        Follow.begin(closed.ana, closed.cleo)
    cleo = sign_in("cleo")
    assert "A yes makes you friends" in cleo.get("/@ana").text
    press(cleo, closed.ana, "follow")
    assert "Accepting makes you friends" in sign_in("ana").get("/@cleo").text


@pytest.mark.parametrize("who, how", [("ana", "decline"), ("cleo", "unfollow")])
def test_a_declined_or_withdrawn_request_is_gone(closed, sign_in, who, how):
    press(sign_in("cleo"), closed.ana, "follow")
    press(sign_in(who), closed.cleo if who == "ana" else closed.ana, how)
    assert not stands(closed.cleo, closed.ana).has_asked
    press(sign_in("ana"), closed.cleo, "accept")
    assert not stands(closed.cleo, closed.ana).follows


def test_nobody_accepts_for_somebody_else_or_without_being_asked(closed, sign_in):
    press(sign_in("cleo"), closed.ana, "follow")
    press(sign_in("ben"), closed.cleo, "accept")
    press(sign_in("cleo"), closed.ana, "accept")
    assert not stands(closed.cleo, closed.ana).follows
    assert not stands(closed.ana, closed.cleo).follows


def test_whoever_follows_already_goes_on_and_is_not_asked_again(closed, sign_in):
    assert stands(closed.ben, closed.ana).follows
    press(sign_in("ben"), closed.ana, "follow")
    assert stands(closed.ben, closed.ana).is_friend
    assert not stands(closed.ben, closed.ana).has_asked


def test_opening_the_profile_accepts_those_who_wait(closed, sign_in):
    for handle in ("cleo", "mo"):
        press(sign_in(handle), closed.ana, "follow")
    sign_in("ana").post("/settings/privacy", data={"is_suggested": "y"})
    with writing():
        _accept_waiting(ProfileOpened(closed.ana.id))
    for person in (closed.cleo, closed.mo):
        assert stands(person, closed.ana).follows and not stands(person, closed.ana).has_asked


def test_closing_it_again_at_once_lets_nobody_in(closed, sign_in):
    press(sign_in("cleo"), closed.ana, "follow")
    ana = sign_in("ana")
    for said in ({}, {"is_closed": "y"}):
        ana.post("/settings/privacy", data=said)
    with writing():
        _accept_waiting(ProfileOpened(closed.ana.id))
    assert stands(closed.cleo, closed.ana).has_asked


def test_a_block_ends_a_request(closed, sign_in):
    press(sign_in("cleo"), closed.ana, "follow")
    with writing():
        Block.begin(closed.ana, closed.cleo)
    assert not stands(closed.cleo, closed.ana).has_asked
    assert press(sign_in("ana"), closed.cleo, "accept").status_code == 404


def test_nobody_asks_across_a_block(closed, sign_in):
    for handle in ("dina", "erik"):
        assert press(sign_in(handle), closed.ana, "follow").status_code == 404
    assert db.session.scalar(db.select(FollowRequest)) is None


def test_a_link_of_the_closed_one_is_a_yes(closed, new_client):
    with writing():
        link = ShareLink.make("invite", closed.ana.id, closed.ana)
    cleo = signed_in(new_client(), closed.cleo)
    press(cleo, closed.ana, "follow")
    cleo.get(f"/l/{link.key}")
    cleo.post("/invite/accept")
    assert stands(closed.cleo, closed.ana).is_friend
    assert not stands(closed.cleo, closed.ana).has_asked
