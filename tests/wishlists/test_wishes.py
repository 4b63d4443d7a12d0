"""Wishes: written, changed, taken off and brought back, by their owner alone."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from community.core.ids import encode
from community.extensions import db
from community.wishlists.models import Wish
from tests.wishlists.material import at, of, titles
from tests.world import list_by, product_by, wish_on

TYPED = {
    "title": "Big lamp", "note": "any warm colour", "size": "L", "colour": "amber",
    "quantity": "3", "priority": "2", "price": "89,50", "currency": "EUR",
}  # fmt: skip


def removed_by(client, wish):
    return client.htmx(of(wish, "remove"))


def test_a_wish_is_written_in_one_line(as_ana, wishlist):
    answer = as_ana.post(at(wishlist, "/wishes"), data={"title": "  A   pan "})
    assert answer.status_code == 303
    assert titles(wishlist) == ["A pan"]
    assert wishlist.wish_count == 1


def test_a_line_that_is_too_long_comes_back_as_it_was_typed(as_ana, wishlist):
    line = "long " * 80
    answer = as_ana.post(at(wishlist, "/wishes"), data={"title": line})
    assert answer.status_code == 422
    assert line.strip() in answer.text
    assert titles(wishlist) == []


def test_all_of_a_wish_can_be_changed(as_ana, wishlist):
    wish = wish_on(wishlist, "Lamp")
    assert as_ana.post(of(wish, "edit"), data=TYPED).status_code == 303
    now = db.session.get(Wish, wish.id)
    assert (now.title, now.note, now.size, now.colour) == (
        "Big lamp", "any warm colour", "L", "amber",
    )  # fmt: skip
    assert (now.quantity, now.priority, now.amount, now.currency) == (3, 2, 8950, "EUR")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Give it a name"),
        ("quantity", "100", "Between 1 and 99."),
        ("quantity", "many", "valid integer"),
        ("price", "-3", "less than nothing"),
        ("price", "twelve", "Write the price as a number"),
        ("currency", "XXQ", "valid choice"),
        ("priority", "9", "valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    as_ana, wishlist, field, value, message
):
    wish = wish_on(wishlist, "Lamp")
    answer = as_ana.post(of(wish, "edit"), data=TYPED | {field: value, "note": "still here"})
    assert answer.status_code == 422
    assert message in answer.text
    assert "still here" in answer.text
    assert titles(wishlist) == ["Lamp"]


def test_a_price_that_was_kept_reads_back_the_same(as_ana, wishlist):
    wish = wish_on(wishlist, "Lamp", amount=1299500, currency="KWD")
    page = as_ana.get(of(wish, "edit")).text
    assert 'value="1299.500"' in page
    as_ana.post(of(wish, "edit"), data=TYPED | {"price": "1299.500", "currency": "KWD"})
    assert db.session.get(Wish, wish.id).amount == 1299500


def test_a_picture_of_ones_own_is_put_on_and_taken_off(as_ana, wishlist):
    wish = wish_on(wishlist, "Lamp")
    photo = BytesIO()
    Image.new("RGB", (300, 300), "teal").save(photo, "PNG")
    photo.seek(0)
    data = TYPED | {"photo": (photo, "pot.png")}
    assert as_ana.post(of(wish, "edit"), data=data).status_code == 303
    assert db.session.get(Wish, wish.id).picture_id
    as_ana.post(of(wish, "edit"), data=TYPED | {"without_picture": "y"})
    assert db.session.get(Wish, wish.id).picture_id is None


def test_what_is_no_picture_is_said_so(as_ana, wishlist):
    wish = wish_on(wishlist, "Lamp")
    data = TYPED | {"photo": (BytesIO(b"<script>"), "pot.png")}
    assert as_ana.post(of(wish, "edit"), data=data).status_code == 422


def test_a_removed_wish_leaves_its_undo_in_its_row(as_ana, wishlist):
    wish = wish_on(wishlist, "Lamp")
    answer = removed_by(as_ana, wish)
    assert answer.status_code == 200
    assert f'id="wish-{encode(wish.id)}" data-state="removed"' in answer.text
    assert "0 wishes" in answer.text
    back = as_ana.htmx(of(wish, "restore"))
    assert 'data-name="Lamp"' in back.text
    assert titles(wishlist) == ["Lamp"]


def test_without_script_the_page_offers_the_undo(as_ana, wishlist):
    wish = wish_on(wishlist, "Lamp")
    answer = as_ana.post(of(wish, "remove"))
    assert answer.status_code == 303
    page = as_ana.get(answer.location).text
    assert "“Lamp”" in page
    assert of(wish, "restore") in page


def test_only_the_owner_is_offered_the_undo(as_ana, as_ben, wishlist):
    wish = wish_on(wishlist, "Lamp")
    removed_by(as_ana, wish)
    page = as_ben.get(at(wishlist, f"?removed={encode(wish.id)}"))
    assert page.status_code == 200
    assert "Lamp" not in page.text
    assert as_ana.get(at(wishlist, "?removed=%FF~nothing")).status_code == 200


def test_removing_and_undoing_twice_count_once(as_ana, wishlist):
    wish, _ = wish_on(wishlist, "Lamp"), wish_on(wishlist, "Pan")
    removed_by(as_ana, wish)
    removed_by(as_ana, wish)
    assert wishlist.wish_count == 1
    as_ana.htmx(of(wish, "restore"))
    as_ana.htmx(of(wish, "restore"))
    assert wishlist.wish_count == 2


def test_an_undone_wish_stands_where_it_stood(as_ana, wishlist):
    lamp, pan, mug = (wish_on(wishlist, title) for title in ("Lamp", "Pan", "Mug"))
    removed_by(as_ana, pan)
    order = [encode(mug.id), encode(lamp.id)]
    as_ana.post(at(wishlist, "/order"), data={"order": order})
    as_ana.htmx(of(pan, "restore"))
    assert titles(wishlist) == ["Mug", "Pan", "Lamp"]


@pytest.mark.parametrize("name", ["ben", "fay", "cleo", "dina"])
@pytest.mark.parametrize("rest", ["edit", "remove", "restore", "place", "list"])
def test_nobody_else_touches_a_wish(sign_in, wishlist, name, rest):
    wish = wish_on(wishlist, "Lamp")
    client = sign_in(name)
    assert client.post(of(wish, rest), data=TYPED | {"to": "top", "list": "1"}).status_code == 404
    assert client.post(at(wishlist, "/wishes"), data={"title": "Mine"}).status_code == 404
    assert titles(wishlist) == ["Lamp"]


def test_a_wish_moves_to_another_list_of_mine(as_ana, ana, wishlist):
    wish, other = wish_on(wishlist, "Lamp"), list_by(ana, "Later")
    answer = as_ana.post(of(wish, "list"), data={"list": encode(other.id)})
    assert answer.status_code == 303
    assert (titles(wishlist), titles(other)) == ([], ["Lamp"])
    assert (wishlist.wish_count, other.wish_count) == (0, 1)


def test_a_copy_stands_on_both_lists(as_ana, ana, wishlist):
    wish, other = wish_on(wishlist, "Lamp", note="warm", quantity=2), list_by(ana, "Later")
    as_ana.post(of(wish, "list"), data={"list": encode(other.id), "copy": "1"})
    assert (titles(wishlist), titles(other)) == (["Lamp"], ["Lamp"])
    assert (wishlist.wish_count, other.wish_count) == (1, 1)


@pytest.mark.parametrize("key", ["", "?", "zzzzzzzzzzzzzzz"])
def test_a_move_to_nowhere_asks_for_a_list(as_ana, ana, wishlist, key):
    wish, _other = wish_on(wishlist, "Lamp"), list_by(ana, "Later")
    answer = as_ana.post(of(wish, "list"), data={"list": key})
    assert answer.status_code == 422
    assert "Choose a list first." in answer.text


def test_nothing_moves_to_a_list_of_somebody_else(as_ana, world, wishlist):
    wish, theirs = wish_on(wishlist, "Lamp"), list_by(world.ben, "Ben’s", audience="public")
    for more in ({}, {"copy": "1"}):
        data = {"list": encode(theirs.id)} | more
        assert as_ana.post(of(wish, "list"), data=data).status_code == 404
    assert (titles(wishlist), titles(theirs)) == (["Lamp"], [])


def test_a_private_list_leaves_its_product_unlisted(as_ana, ana, wishlist):
    product = product_by(ana)
    wish = wish_on(wishlist, "Lamp", product=product)
    removed_by(as_ana, wish)
    as_ana.htmx(of(wish, "restore"))
    assert product.listed_at is None


def test_a_move_to_a_public_list_shows_the_product(as_ana, ana, wishlist):
    product = product_by(ana)
    wish, shown = (
        wish_on(wishlist, "Lamp", product=product),
        list_by(ana, "For all", audience="public"),
    )
    as_ana.post(of(wish, "list"), data={"list": encode(shown.id)})
    assert product.listed_at is not None
