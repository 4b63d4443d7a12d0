"""Pieces: collected in one click, said why, put in order, taken out with a way back."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from community.collections.models import Collection, Piece
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.pages.routes.collects import put
from tests.collections.material import at, made_by, names, of
from tests.wishlists.test_order import threads
from tests.world import collection_by, person, piece_in, product_by


@pytest.fixture
def pot(ana):
    return product_by(ana, "pot", listed=True)


def collect(client, product, verb="collect", **data):
    return client.htmx(f"/products/{encode(product.id)}/{verb}", data=data)


def test_the_first_product_makes_a_first_collection(as_ben, world, pot):
    assert collect(as_ben, pot).status_code == 200
    (made,) = made_by(world.ben)
    assert (made.title, made.audience, names(made)) == ("Things I like", "friends", [pot.title])
    piece = db.session.query(Piece).one()
    assert (piece.amount, piece.currency, piece.offer_id) == (1900, "EUR", pot.offer.id)


def test_a_product_goes_to_the_collection_that_was_used_last(as_ben, world, pot):
    used, _newer = collection_by(world.ben, "Used"), collection_by(world.ben, "Newer")
    piece_in(used, "Slowly.")
    collect(as_ben, pot)
    assert names(used) == ["Slowly.", pot.title]


def test_twice_is_once_and_what_comes_back_brings_its_words(as_ben, world, pot):
    collect(as_ben, pot, why="For guests.")
    collect(as_ben, pot)
    (made,) = made_by(world.ben)
    assert made.piece_count == 1
    collect(as_ben, pot, "uncollect", collection=encode(made.id))
    db.session.refresh(made)
    assert (names(made), made.piece_count) == ([], 0)
    collect(as_ben, pot)
    assert db.session.query(Piece).one().why == "For guests."


def test_a_new_collection_is_made_on_the_fly(as_ben, world, pot):
    path = f"/products/{encode(pot.id)}/collect"
    assert as_ben.get(path).status_code == 200
    assert as_ben.post(f"{path}/new", data={"title": " "}).status_code == 422
    assert as_ben.post(f"{path}/new", data={"title": "Pots", "why": "Red!"}).status_code == 303
    (made,) = made_by(world.ben)
    assert (made.title, names(made)) == ("Pots", [pot.title])


def test_the_mark_on_a_tile_leads_on_to_the_words(as_ben, pot):
    assert "Collect The pot" in as_ben.get("/discover").text
    answer = collect(as_ben, pot, shape="mark")
    assert of(db.session.query(Piece).one(), "edit") in answer.text


def test_nobody_collects_into_what_they_do_not_edit_nor_what_they_may_not_see(
    as_ben, sign_in, ana, pot
):
    hers = collection_by(ana, audience="public")
    assert collect(as_ben, pot, collection=encode(hers.id)).status_code == 404
    hidden = product_by(ana, "secret")
    piece_in(collection_by(ana, audience="friends"), product=hidden)
    assert collect(sign_in("cleo"), hidden).status_code == 404
    assert collect(sign_in("dina"), hidden).status_code == 404
    assert collect(as_ben, hidden).status_code == 200
    assert hidden.listed_at is None


def test_a_note_and_a_picture_are_pieces_and_nothing_is_none(as_ana, mornings):
    picture = BytesIO()
    Image.new("RGB", (60, 60), "plum").save(picture, "PNG")
    path = at(mornings, "/pieces")
    assert as_ana.post(path, data={"why": "Before nine, nobody talks."}).status_code == 303
    photo = (BytesIO(picture.getvalue()), "plum.png")
    assert as_ana.post(path, data={"why": "Plum", "photo": photo}).status_code == 303
    assert as_ana.post(path, data={"why": " "}).status_code == 422
    sorts = [piece.sort for piece in db.session.query(Piece).order_by(Piece.id)]
    assert sorts == ["note", "picture"]
    page = as_ana.get(at(mornings)).text
    assert "Before nine, nobody talks." in page and "/pictures/private/" in page


def test_words_are_changed_and_escaped(as_ana, ana, mornings):
    piece = piece_in(mornings, product=product_by(ana, "pot"))
    said = {"title": "The pot", "why": "<script>alert(1)</script>"}
    assert as_ana.post(of(piece, "edit"), data=said).status_code == 303
    assert "&lt;script&gt;alert" in as_ana.get(at(mornings)).text
    assert as_ana.post(of(piece, "edit"), data={"title": "", "why": "x"}).status_code == 422


def test_what_is_taken_out_comes_back_to_its_place(as_ana, mornings):
    pieces = [piece_in(mornings, name) for name in "abc"]
    answer = as_ana.post(of(pieces[1], "remove"))
    assert names(mornings) == ["a", "c"]
    assert "Undo" in as_ana.get(answer.location).text
    as_ana.post(of(pieces[1], "restore"))
    assert names(mornings) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("name", "data", "order"),
    [
        ("c", {"to": "up"}, "acbd"),
        ("a", {"to": "bottom"}, "bcda"),
        ("d", {"to": "top"}, "dabc"),
        ("b", {"to": "down"}, "acbd"), ("c", {"place": "1"}, "cabd"),
        ("a", {"place": "99"}, "bcda"),
    ],
)  # fmt: skip
def test_buttons_move_a_piece(as_ana, mornings, name, data, order):
    pieces = {each: piece_in(mornings, each) for each in "abcd"}
    assert as_ana.post(of(pieces[name], "place"), data=data).status_code == 303
    assert names(mornings) == list(order)


def test_an_order_by_hand_passes_over_what_is_not_there(as_ana, as_ben, ana, mornings):
    a, b, c = (piece_in(mornings, name) for name in "abc")
    foreign = piece_in(collection_by(ana, "Other"), "x")
    keys = [encode(piece.id) for piece in (c, foreign, a, c, b)]
    assert as_ana.htmx(at(mornings, "/order"), data={"order": [*keys, "~"]}).status_code == 204
    assert names(mornings) == ["c", "a", "b"]
    assert as_ben.htmx(at(mornings, "/order"), data={"order": keys[::-1]}).status_code == 404
    assert as_ana.post(of(a, "place"), data={"to": "sideways"}).status_code == 400


@pytest.mark.both_databases
def test_pieces_that_come_at_once_have_places_of_their_own_and_a_product_comes_once(committing_app):
    ana = person("ana")
    collection_id, product = collection_by(ana).id, product_by(ana)
    ana_id, product_id = ana.id, product.id

    def add(number):
        with writing():
            collection = db.session.get(Collection, collection_id)
            by, pot = db.session.get(type(ana), ana_id), db.session.get(type(product), product_id)
            put(pot, collection, by) if number % 2 else Piece(sort="note", why="x").add_to(
                collection, by
            )

    threads(committing_app, 10, add)
    db.session.expire_all()
    places = db.session.scalars(db.select(Piece.position)).all()
    assert sorted(places) == list(range(1, 7))
    assert db.session.get(Collection, collection_id).piece_count == 6
