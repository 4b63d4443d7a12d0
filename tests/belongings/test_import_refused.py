"""An archive is believed in nothing, and shown to nobody more than it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.belongings.importing.archive import opened
from community.belongings.importing.problems import _ARCHIVES, BadArchive
from community.belongings.models import Import, ImportedRow, import_folder
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import PeopleSet
from community.wishlists.models import Wishlist
from tests.accounts.people import member
from tests.belongings.bags import HOSTILE, LIST, bag
from tests.belongings.importers import WISH, brings, sends
from tests.world import befriend, list_by, person, signed_in


@pytest.fixture
def ana(app):
    profile = member("ana").profile
    with writing():
        profile.created_at = clock.now() - timedelta(days=30)
    return profile


@pytest.fixture
def client(ana, new_client):
    return signed_in(new_client(), ana)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_for_its_reason(app, tmp_path, name):
    make, reason = HOSTILE[name]
    (tmp_path / "bag.zip").write_bytes(make())
    with pytest.raises(BadArchive) as refused, opened(tmp_path / "bag.zip"):
        pass
    assert refused.value.reason == reason
    assert [path.name for path in tmp_path.iterdir()] == ["bag.zip"]


def test_what_is_refused_says_why_beside_the_field_and_leaves_nothing(ana, client):
    answer = sends(client, HOSTILE["a path that climbs"][0]())
    assert answer.status_code == 422
    assert str(_ARCHIVES["foreign"]) in answer.text
    assert Import.of(ana.id) is None
    assert list(import_folder().glob("*")) == []


def test_only_who_is_signed_in_may_send_more_than_a_picture(ana, client, new_client):
    large = HOSTILE["no zip"][0]() + b"x" * 12 * 1024**2
    assert sends(new_client(), large).status_code in (303, 413)
    assert sends(client, large).status_code == 422


def test_nobody_elses_list_is_written_to(ana, client):
    theirs = list_by(person("ben"), "Theirs")
    wish = {**WISH, "list_id": encode(theirs.id)}
    assert brings(client, ana, bag(wishes=[wish])).result["wishes"] == {"orphan": 1}


@pytest.mark.parametrize(
    ("said", "comes"),
    [
        ({"audience": "public"}, "public"),
        ({"audience": "followers"}, "followers"),
        ({"audience": "me"}, "me"),
        ({"audience": "everybody"}, "me"),
        ({"audience": ["public"]}, "me"),
        ({}, "me"),
        ({"audience": "people", "people_set_id": "zz"}, "me"),
        ({"audience": "public", "occasion": "gifts"}, "me"),
    ],
)
def test_nothing_is_shown_to_more_than_it_was(ana, client, said, comes):
    row = {name: value for name, value in LIST.items() if name != "audience"} | said
    brings(client, ana, bag(lists=[row]))
    assert db.session.scalars(select(Wishlist.audience)).one() == comes


def test_in_the_first_days_what_was_for_everyone_comes_for_friends(ana, client):
    with writing():
        ana.created_at = clock.now()
    brings(client, ana, bag(lists=[{**LIST, "audience": "public"}]))
    assert db.session.scalars(select(Wishlist.audience)).one() == "friends"


def test_people_are_put_into_circles_only_when_followed_and_meant(ana, client):
    ben, cleo = person("ben"), person("cleo")
    befriend(ana, ben)
    circle = {"id": "e1", "sort": "circle", "name": "Family", "handles": ["ben", "cleo", "gone"]}
    shown = {**LIST, "audience": "people", "people_set_id": "e1"}
    file = bag(circles=[circle], lists=[shown])
    sends(client, file)
    assert Import.of(ana.id).plan["people"] == ["ben"]
    brings(client, ana, file)
    family = db.session.scalars(select(PeopleSet)).one()
    assert family.people == [] and db.session.scalars(select(Wishlist.audience)).one() == "me"
    with writing():
        db.session.delete(family)
        db.session.scalars(select(Wishlist)).one().remove()
    brings(client, ana, file, matches_people="y")
    family = db.session.scalars(select(PeopleSet)).one()
    assert [each.handle for each in family.people] == ["ben"]
    wishlist = db.session.scalars(select(Wishlist)).one()
    assert (wishlist.audience, wishlist.people_set_id) == ("people", family.id)
    assert cleo not in family.people


def test_another_members_import_is_not_ones_own(ana, client, new_client):
    sends(client, bag())
    ben = signed_in(new_client(), person("ben"))
    assert "What would come in" not in ben.get("/settings/data/import").text
    assert ben.post("/settings/data/import/begin").status_code == 404
    assert Import.of(ana.id).state == "waiting"
    assert db.session.scalar(select(func.count(ImportedRow.id))) == 0
