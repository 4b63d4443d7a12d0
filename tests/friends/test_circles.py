"""Circles: a few of one’s friends, under a name only their owner sees."""

from __future__ import annotations

from sqlalchemy import select

from community.accounts.models import Profile
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.audience import Audience
from community.friends.models import PeopleSet
from community.wishlists.models import Wishlist
from tests.world import list_by


def address(circle: PeopleSet, verb: str = "") -> str:
    return f"/circles/{encode(circle.id)}{verb}"


def shown_to(circle: PeopleSet, owner) -> Wishlist:
    wishlist = list_by(owner)
    with writing():
        wishlist.show_to(Audience.PEOPLE, circle)
    return wishlist


def test_a_circle_is_made_and_asks_who_is_in_it(world, sign_in):
    answer = sign_in("ana").post("/circles", data={"name": "  Colleagues "})
    made = db.session.scalar(select(PeopleSet).where(PeopleSet.name == "Colleagues"))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"/circles/{encode(made.id)}")
    assert made.owner_id == world.ana.id


def test_a_circle_needs_a_name(world, sign_in):
    answer = sign_in("ana").post("/circles", data={"name": " "})
    assert answer.status_code == 422 and "Give the circle a name." in answer.text


def test_only_friends_can_be_picked(world, sign_in):
    page = sign_in("ana").get(address(world.family)).text
    assert "@ben" in page and "@carla" in page
    for other in ("@fay", "@cleo", "@dina", "@mo<"):
        assert other not in page


def test_ids_of_others_are_ignored(world, sign_in):
    people = (world.ben, world.fay, world.cleo, world.dina, world.ana)
    chosen = [encode(person.id) for person in people] + ["not an id", "zzzzzzzzzzzzz"]
    data = {"name": "Family", "members": chosen}
    assert sign_in("ana").post(address(world.family), data=data).status_code == 303
    assert [person.handle for person in world.family.people] == ["ben"]


def test_a_wrong_name_keeps_the_circle_as_it_was(world, sign_in):
    answer = sign_in("ana").post(address(world.family), data={"name": ""})
    assert answer.status_code == 422
    assert {person.handle for person in world.family.people} == {"carla", "max"}


def test_somebody_elses_circle_is_not_there(world, sign_in):
    ben = sign_in("ben")
    assert ben.get(address(world.family)).status_code == 404
    data = {"name": "Mine", "members": [encode(world.ana.id)]}
    assert ben.post(address(world.family), data=data).status_code == 404
    assert ben.post(address(world.family, "/delete")).status_code == 404
    assert f"/circles/{encode(world.family.id)}" not in ben.get("/circles").text
    assert world.family.name == "Family"


def test_what_was_shown_to_a_deleted_circle_only_its_owner_sees(world, sign_in):
    wishlist = shown_to(world.family, world.ana)
    carla, ana = sign_in("carla"), sign_in("ana")
    page = f"/lists/{encode(wishlist.id)}"
    assert carla.get(page).status_code == 200
    back = ana.post(address(world.family, "/delete")).headers["Location"]
    assert "Family is gone. What you showed to it, only you see now." in ana.get(back).text
    assert carla.get(page).status_code == 404
    assert ana.get(page).status_code == 200


def test_who_stops_being_a_friend_loses_what_the_circle_sees(world, sign_in):
    wishlist = shown_to(world.family, world.ana)
    carla, page = sign_in("carla"), f"/lists/{encode(wishlist.id)}"
    assert carla.get(page).status_code == 200
    assert sign_in("max").get(page).status_code == 404  # in it still, but no friend any more
    sign_in("ana").post(f"/people/{encode(world.carla.id)}/unfollow")
    assert carla.get(page).status_code == 404


def test_the_picker_finds_friends_and_keeps_those_inside(world, sign_in):
    page = sign_in("ana").get(address(world.family) + "?q=be").text
    assert "@ben" in page
    assert page.count("checked") == 2  # carla and max go along when the form is sent


def test_the_picker_fills_its_page_with_friends_who_are_not_inside(world, sign_in, monkeypatch):
    monkeypatch.setattr("community.friends.routes.circles.MOST_SHOWN", 1)
    with writing():
        db.session.get(Profile, world.carla.id).name = "Aaron"  # first by name, and inside
    assert "@ben" in sign_in("ana").get(address(world.family)).text


def test_enter_in_the_name_saves_and_in_the_search_it_searches(world, sign_in):
    """Both press the form’s first button, which is the search’s."""
    ana, path = sign_in("ana"), address(world.family)
    ticked = [encode(world.carla.id)]
    said = {"name": "Close ones", "members": ticked, "find": "1", "q": "", "sought": ""}
    sought = ana.post(path, data={**said, "q": "be"})
    assert sought.status_code == 200 and "@ben" in sought.text and "Close ones" in sought.text
    assert world.family.name == "Family"
    assert ana.post(path, data=said).status_code == 303
    db.session.expire_all()
    assert [person.handle for person in world.family.people] == ["carla"]
    assert world.family.name == "Close ones"
    assert ana.post(path, data=said).status_code == 200  # nothing new: the button itself
