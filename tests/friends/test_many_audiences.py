"""Another audience for many things at once."""

from __future__ import annotations

import pytest

from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import PeopleSet
from community.polls.models import Poll
from community.wishlists.models import Wishlist
from tests.world import list_by, poll_by, product_by, wish_on

PAGE = "/settings/privacy/audience"


def audiences(owner, model=Wishlist) -> list[str]:
    query = db.select(model.audience).where(model.owner_id == owner.id)
    return sorted(db.session.scalars(query))


@pytest.fixture
def things(world):
    for title, audience in (("One", "friends"), ("Two", "public"), ("Three", "me")):
        list_by(world.ana, title, audience=audience)
    poll_by(world.ana)
    list_by(world.ben, "Ben's")
    return world


def test_the_page_asks_first_and_says_how_many(things, sign_in):
    ana = sign_in("ana")
    page = ana.post(PAGE, data={"kinds": ["list", "poll"], "audience": "followers"}).text
    assert "List: <b>3</b>" in page and "Poll: <b>1</b>" in page
    assert audiences(things.ana) == ["friends", "me", "public"]


def test_only_what_was_asked_for_is_changed(things, sign_in):
    said = {"kinds": "list", "before": "public", "audience": "friends", "sure": "1"}
    assert sign_in("ana").post(PAGE, data=said).status_code == 303
    assert audiences(things.ana) == ["friends", "friends", "me"]
    assert audiences(things.ana, Poll) == ["friends"]
    assert audiences(things.ben) == ["friends"]


def test_what_is_no_longer_shown_is_gone_at_once(things, sign_in):
    secret = list_by(things.ana, "Seen", audience="public")
    cleo = sign_in("cleo")
    assert cleo.get(f"/lists/{encode(secret.id)}").status_code == 200
    sign_in("ana").post(PAGE, data={"kinds": "list", "audience": "me", "sure": "1"})
    assert cleo.get(f"/lists/{encode(secret.id)}").status_code == 404


def test_a_circle_of_ones_own_and_no_other(things, sign_in):
    said = {"kinds": "list", "audience": "people", "sure": "1"}
    ana, family = sign_in("ana"), encode(things.family.id)
    assert "Choose one of your circles." in ana.post(PAGE, data=said).text
    assert ana.post(PAGE, data={**said, "circle": family}).status_code == 303
    assert audiences(things.ana) == ["people"] * 3
    assert sign_in("ben").post(PAGE, data={**said, "circle": family}).status_code == 422


def test_ideas_for_somebody_else_never_become_public(things, sign_in):
    list_by(things.ana, "For Ben", occasion="gifts")
    sign_in("ana").post(PAGE, data={"kinds": "list", "audience": "public", "sure": "1"})
    assert audiences(things.ana) == ["friends", "public", "public", "public"]


def test_what_becomes_public_puts_its_products_on_show(things, sign_in):
    product = product_by(things.ana)
    wish_on(list_by(things.ana, "Four"), product=product)
    sign_in("ana").post(PAGE, data={"kinds": "list", "audience": "public", "sure": "1"})
    deliver_all()
    db.session.refresh(product)
    assert product.listed_at is not None


def test_a_kind_must_be_chosen(things, sign_in):
    answer = sign_in("ana").post(PAGE, data={"audience": "me"})
    assert answer.status_code == 422 and "Choose at least one kind of things." in answer.text


def test_these_five_are_ticked_among_friends(world, sign_in):
    mine = list_by(world.ana)
    ids = [encode(person.id) for person in (world.ben, world.carla, world.fay)]
    said = {"title": "Kitchen", "occasion": "wishes", "audience": "people", "friends": ids}
    ana = sign_in("ana")
    ana.post(f"/lists/{encode(mine.id)}/edit", data={**said, "people": "@cleo"})
    people = db.session.get(PeopleSet, db.session.get(Wishlist, mine.id).people_set_id).people
    assert {one.handle for one in people} == {"ben", "carla", "cleo"}  # fay is no friend
    page = ana.get(f"/lists/{encode(mine.id)}/edit").text
    assert f'value="{ids[0]}" checked' in page and 'value="@cleo"' in page
    assert "@ben" in ana.get("/polls/new").text


def test_searching_for_a_friend_keeps_who_is_ticked(world, sign_in):
    address = f"/circles/{encode(world.family.id)}"
    said = {"name": "Family", "members": encode(world.ben.id), "find": "1", "q": "carl"}
    page = sign_in("ana").post(address, data=said).text
    assert f'value="{encode(world.ben.id)}" checked' in page
    assert f'value="{encode(world.carla.id)}">' in page
    assert {one.handle for one in world.family.people} == {"carla", "max"}  # nothing saved
