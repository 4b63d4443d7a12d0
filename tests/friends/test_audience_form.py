"""Choosing who may see something: a circle, or people by their handles."""

from __future__ import annotations

import pytest

from community.core.ids import encode
from community.extensions import db
from community.wishlists.models import Wishlist
from tests.world import list_by


@pytest.fixture
def wishlist(world) -> Wishlist:
    return list_by(world.ana)


def choose(client, wishlist, **data):
    said = {"title": "Kitchen", "occasion": "wishes", **data}
    return client.post(f"/lists/{encode(wishlist.id)}/edit", data=said)


def names(wishlist) -> set[str]:
    return {person.handle for person in wishlist.people_set.people}


def test_a_circle_of_ones_own(world, sign_in, wishlist):
    data = {"audience": "people", "circle": encode(world.family.id)}
    assert choose(sign_in("ana"), wishlist, **data).status_code == 303
    assert wishlist.people_set_id == world.family.id


def test_not_the_circle_of_somebody_else(world, sign_in):
    mine = list_by(world.ben)
    answer = choose(sign_in("ben"), mine, audience="people", circle=encode(world.family.id))
    assert answer.status_code == 422
    assert (mine.audience, mine.people_set_id) == ("friends", None)


def test_people_by_their_handles(world, sign_in, wishlist):
    data = {"audience": "people", "people": " @Ben,cleo  @fay,, @ana"}
    answer = choose(sign_in("ana"), wishlist, **data)
    assert answer.status_code == 422 and "Nobody here is called @ana." in answer.text
    data["people"] = " @Ben,cleo  @fay,, "
    assert choose(sign_in("ana"), wishlist, **data).status_code == 303
    assert names(wishlist) == {"ben", "cleo", "fay"}
    assert "@ben" in sign_in("ana").get(f"/lists/{encode(wishlist.id)}/edit").text


@pytest.mark.parametrize(
    "people, message",
    [
        ("@nobody_here", "Nobody here is called @nobody_here."),
        ("@ben, @dina", "Nobody here is called @dina."),  # a block is not told of
        ("@erik", "Nobody here is called @erik."),
        ("", "Choose a circle or name at least one person."),
        (" , @ ", "Choose a circle or name at least one person."),
        (", ".join(f"@p{n}" for n in range(51)), "At most 50 people; make a circle for more."),
    ],
)
def test_what_cannot_be_named_is_said_beside_the_field(world, sign_in, wishlist, people, message):
    answer = choose(sign_in("ana"), wishlist, audience="people", people=people)
    assert answer.status_code == 422
    assert message in answer.text
    assert (wishlist.audience, wishlist.people_set_id) == ("friends", None)


def test_names_are_let_go_of_with_another_audience(world, sign_in, wishlist):
    ana = sign_in("ana")
    choose(ana, wishlist, audience="people", people="@cleo")
    assert wishlist.people_set is not None
    choose(ana, wishlist, audience="me", people="@cleo")
    assert (wishlist.audience, wishlist.people_set_id) == ("me", None)
    assert sign_in("cleo").get(f"/lists/{encode(wishlist.id)}").status_code == 404


def test_an_audience_nobody_offers_is_refused(world, sign_in, wishlist):
    answer = choose(sign_in("ana"), wishlist, audience="aliens")
    assert answer.status_code == 422
    assert db.session.get(Wishlist, wishlist.id).audience == "friends"


def test_who_has_no_friends_is_told_so_beside_the_audience(world, sign_in):
    assert "You have no friends here yet" in sign_in("cleo").get("/polls/new").text
    assert "You have no friends here yet" not in sign_in("ana").get("/polls/new").text
