"""Whom one may know: with the reason, never against anybody's will."""

from __future__ import annotations

from community.accounts.models import Profile
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Follow
from community.friends.viewer import Viewer
from community.insights.suggestions import suggestions_for
from tests.world import befriend, list_by, product_by, wish_on


def suggested(person) -> dict[str, list[str]]:
    return {row.person.handle: row.friends for row in suggestions_for(Viewer(person))}


def test_friends_of_friends_stand_there_with_who_they_know(world, sign_in):
    befriend(world.ben, world.mo)
    befriend(world.carla, world.mo)
    assert suggested(world.ana) == {"mo": ["Ben", "Carla"]}
    assert "Friends with Ben and Carla" in sign_in("ana").get("/people/suggestions").text


def test_who_does_not_want_it_is_neither_shown_nor_named(world):
    befriend(world.ben, world.mo)
    befriend(world.carla, world.mo)
    with writing():
        db.session.get(Profile, world.carla.id).is_suggested = False
    assert suggested(world.ana) == {"mo": ["Ben"]}
    with writing():
        db.session.get(Profile, world.mo.id).is_suggested = False
    assert suggested(world.ana) == {}


def test_the_followed_the_blocked_and_the_hidden_are_left_out(world, sign_in):
    for other in (world.mo, world.cleo, world.dina, world.erik, world.fay):
        befriend(world.ben, other)
    with writing():
        Follow.begin(world.ana, world.cleo)
    assert set(suggested(world.ana)) == {"mo", "fay"}
    ana = sign_in("ana")
    assert ana.post(f"/people/{encode(world.mo.id)}/not-now").status_code == 303
    assert set(suggested(world.ana)) == {"fay"}
    assert ana.post(f"/people/{encode(world.dina.id)}/not-now").status_code == 404


def test_the_same_taste_is_read_from_what_one_may_see(world):
    pots = [product_by(world.ana, f"pot-{number}") for number in range(2)]
    for owner, audience in ((world.ana, "me"), (world.mo, "public"), (world.cleo, "friends")):
        wishlist = list_by(owner, audience=audience)
        for pot in pots:
            wish_on(wishlist, product=pot)
    (row,) = suggestions_for(Viewer(world.ana))
    assert (row.person.handle, row.thing_count, row.friends) == ("mo", 2, [])
