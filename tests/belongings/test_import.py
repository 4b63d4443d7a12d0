"""An archive is brought in, once, and what is in it comes whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from community.belongings.events import ImportBegun
from community.belongings.importing import bringing
from community.belongings.importing.archive import opened
from community.belongings.jobs import forget_imports
from community.belongings.models import Import
from community.catalog.models import Offer, Product
from community.collections.models import Collection, Piece
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.purchases.models import Mark
from community.wishlists.models import Wish, Wishlist
from tests.accounts.people import member
from tests.belongings.bags import LIST, bag, picture
from tests.belongings.importers import DIGEST, WISH, brings, sends
from tests.world import list_by, person, product_by, signed_in


@pytest.fixture
def ana(app):
    profile = member("ana").profile
    with writing():
        profile.created_at = clock.now() - timedelta(days=30)
    return profile


@pytest.fixture
def client(ana, new_client):
    return signed_in(new_client(), ana)


def test_nothing_comes_in_before_it_was_said_yes_to(ana, client):
    file = bag(lists=[LIST], wishes=[WISH], polls=[{"id": "c1"}], posts=[{"id": "d1"}])
    assert sends(client, file).status_code == 303
    text = client.get("/settings/data/import").text
    assert "Nothing has been brought in yet" in text and "@ana" in text
    assert Import.of(ana.id).plan["comes"] == {"lists": 1, "wishes": 1}
    assert "Polls (1)" in text
    assert db.session.scalar(select(func.count(Wishlist.id))) == 0


def test_a_list_comes_with_its_wishes_and_pictures_and_the_same_again_makes_nothing(ana, client):
    wishes = [
        {**WISH, "picture": DIGEST, "url": "https://pots.example/pot", "amount": 1900,
         "currency": "EUR", "quantity": 3, "priority": 2, "position": 1, "note": "red <b>",
         "size": "L", "colour": "red"},
        {**WISH, "id": "b2", "picture": DIGEST, "position": 2},
        {**WISH, "id": "b3", "removed_at": "2026-03-03T10:00:00"},
        {**WISH, "id": "b4", "list_id": "zz"},
        {**WISH, "id": "b5", "title": "x" * 301},
        {"id": "b6", "list_id": "a1", "title": 7},
    ]  # fmt: skip
    file = bag((f"pictures/{DIGEST}.webp", picture()), lists=[LIST], wishes=wishes)
    done = brings(client, ana, file)
    assert done.state == "done" and not done.path.exists()
    expected = {"": 2, "removed": 1, "orphan": 1, "long": 1, "odd": 1}
    assert done.result["wishes"] == expected
    wishlist = db.session.scalars(select(Wishlist)).one()
    assert (wishlist.title, wishlist.audience, wishlist.wish_count) == ("Kitchen", "friends", 2)
    first, second = wishlist.wishes
    said = (first.amount, first.currency, first.quantity, first.priority, first.note, first.size)
    assert said == (1900, "EUR", 3, 2, "red <b>", "L")
    assert first.offer.url == "https://pots.example/pot" and first.created_at.month == 3
    assert first.picture.is_private and first.picture_id == second.picture_id
    text = client.get("/settings/data/import").text
    assert "It is all here" in text and "the list or collection it was on did not come" in text
    again = brings(client, ana, file)
    assert again.result["wishes"]["there"] == 2 and "" not in again.result["wishes"]
    assert db.session.scalar(select(func.count(Wish.id))) == 2
    assert db.session.scalar(select(func.count(Wishlist.id))) == 1


def test_what_was_deleted_here_comes_back_with_its_archive(ana, client):
    brings(client, ana, bag(lists=[LIST]))
    with writing():
        db.session.scalars(select(Wishlist)).one().remove()
    assert brings(client, ana, bag(lists=[LIST])).result["lists"] == {"": 1}


def test_ones_own_archive_makes_nothing_that_is_here(ana, client):
    mine = list_by(ana, "Mine")
    row = {**LIST, "id": encode(mine.id), "title": "Another"}
    wish = {**WISH, "list_id": encode(mine.id)}
    done = brings(client, ana, bag(lists=[row], wishes=[wish]))
    assert done.result == {"lists": {"there": 1}, "wishes": {"": 1}}
    assert mine.title == "Mine"


def test_products_are_joined_by_address_and_never_changed(ana, client):
    known = product_by(person("ben"), listed=True)
    url = "https://pots.example/pot"
    row = {"id": "f1", "url": url, "title": "BUY NOW", "description": "spam", "brand": "Spam"}
    unsafe = [
        {"id": f"g{at}", "url": address, "title": "x"}
        for at, address in enumerate(
            ("javascript:alert(1)", "file:///etc/passwd", "https://a.example/?token=x", "//x", 7)
        )
    ]
    mark = {"id": "h1", "url": url, "state": "had", "audience": "friends"}
    done = brings(client, ana, bag(finds=[row, *unsafe], marks=[mark]))
    assert done.result["finds"] == {"": 1, "address": 5}
    product = db.session.scalars(select(Product)).one()
    assert (product.id, product.title, product.brand) == (known.id, known.title, "")
    assert db.session.scalar(select(func.count(Offer.id))) == 1
    assert db.session.scalars(select(Mark.state)).one() == "had"


def test_a_collection_comes_with_ones_own_pieces_alone(ana, client):
    row = {**LIST, "body": "**So** <script>", "tags": ["tea", "x" * 99, 7], "html": "<script>"}
    piece = {"id": "p1", "collection_id": "a1", "sort": "note", "why": "Warm", "by_me": True}
    pieces = [
        piece,
        {**piece, "id": "p2", "by_me": False},
        {**piece, "id": "p3", "sort": "picture", "picture": DIGEST},
        {**piece, "id": "p4", "sort": "picture", "picture": "cd" * 32},
    ]
    entry = (f"pictures/{'cd' * 32}.webp", b"<svg onload=alert(1)>")
    done = brings(client, ana, bag(entry, collections=[row], pieces=pieces))
    assert done.result["pieces"] == {"": 1, "others": 1, "picture": 2}
    collection = db.session.scalars(select(Collection)).one()
    assert "<script" not in collection.html and "<strong>So</strong>" in collection.html
    assert [each.tag for each in collection.tags] == ["tea"] and collection.piece_count == 1
    assert db.session.scalars(select(Piece.added_by_id)).all() == [ana.id]


def test_the_profile_is_filled_where_it_is_empty_unless_chosen(ana, client):
    row = {"id": "q1", "name": "Other", "bio": "Likes pots", "website": "javascript:alert(1)"}
    name = ana.name
    brings(client, ana, bag(profile=[row]))
    assert (ana.name, ana.bio, ana.website) == (name, "Likes pots", "")
    brings(client, ana, bag(profile=[row]), takes_profile="y")
    assert ana.name == "Other"


def test_who_goes_on_after_a_dead_worker_makes_nothing_twice(ana, client, monkeypatch):
    rows = [{**LIST, "id": f"a{at}"} for at in range(60)]
    sends(client, bag(lists=rows))
    client.post("/settings/data/import/begin")
    what = Import.of(ana.id)
    monkeypatch.setattr(bringing, "AT_A_TIME", -1.0)
    bringing.bring(ImportBegun(what.id))  # no time at all
    monkeypatch.undo()
    with opened(what.path) as archive:
        for _ in range(4):  # then some portions, and it is gone
            bringing._bring_portion(
                archive, db.session.get(Import, what.id, populate_existing=True)
            )
    bringing.bring(ImportBegun(what.id))
    bringing.bring(ImportBegun(what.id))
    db.session.expire_all()
    assert Import.of(ana.id).result["lists"] == {"": 60}
    assert db.session.scalar(select(func.count(Wishlist.id))) == 60


@pytest.mark.both_databases
def test_two_workers_at_one_portion_bring_it_once(ana, client):
    sends(client, bag(lists=[LIST]))
    client.post("/settings/data/import/begin")
    what = Import.of(ana.id)
    assert what.go_on(2, 0) and not what.go_on(2, 0)


def test_one_is_brought_at_a_time_and_another_may_be_put_away(ana, client):
    sends(client, bag())
    path = Import.of(ana.id).path
    assert client.post("/settings/data/import/drop").status_code == 303
    assert Import.of(ana.id) is None and not path.exists()
    sends(client, bag())
    client.post("/settings/data/import/begin")
    assert sends(client, bag()).status_code == 422
    assert client.post("/settings/data/import/drop").status_code == 409
    assert 'hx-trigger="load delay:2s"' in client.get("/settings/data/import/state").text


def test_what_nobody_said_yes_to_goes_after_a_day(ana, client):
    sends(client, bag())
    path = Import.of(ana.id).path
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        forget_imports()
    assert Import.of(ana.id) is None and not path.exists()
