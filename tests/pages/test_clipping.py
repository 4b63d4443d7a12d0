"""From a pasted address to a wish: the form, the worker, a shop on the loopback."""

from __future__ import annotations

import io

import pytest

from community.catalog.models import Clip, Offer
from community.clipping.apart import Unreadable
from community.core.ids import encode
from community.core.money import Money
from community.extensions import db
from tests.pages.clipper import Clipper, the_wish, wishes
from tests.pages.conftest import KETTLE, WALL, drawn
from tests.world import list_by


def the_clip() -> Clip:
    return db.session.scalars(db.select(Clip)).unique().one()


def test_a_pasted_address_becomes_a_wish_with_the_facts_of_the_page(as_ana, harbour):
    Clipper(as_ana).clip(KETTLE)

    wish = the_wish()
    assert (wish.title, wish.price) == ("Dripping Kettle", Money(6450, "GBP"))
    assert wish.picture is not None
    assert wish.picture == wish.product.picture
    assert wish.offer.price == Money(6450, "GBP")
    assert (wish.offer.availability, wish.product.brand) == ("in_stock", "Tide and Tin")
    assert wish.wishlist.title == "Finds"


def test_the_open_form_is_told_what_was_found(as_ana, harbour):
    asked = as_ana.htmx("/clip", data={"look": "1", "url": KETTLE, "title": ""})
    assert "Reading the page" in asked.text
    assert "<html" not in asked.text

    Clipper(as_ana).work()
    found = as_ana.get(f"/clip/{encode(the_clip().id)}/found").text
    assert 'data-found="title" value="Dripping Kettle"' in found
    assert 'data-found="price" value="64.50"' in found
    assert 'data-found="currency" value="GBP"' in found
    assert "clip-picture" in found


def test_what_was_typed_stands_when_the_page_was_read(as_ana, harbour):
    form = Clipper(as_ana).look(KETTLE, title="Kettle for Gran", note="She broke hers.", size="1 l")
    form.work().press("fill")

    assert form.holds("title") == "Kettle for Gran"
    assert form.holds("note") == "She broke hers."
    assert form.holds("size") == "1 l"
    assert (form.holds("price"), form.holds("currency")) == ("64.50", "GBP")


def test_a_typed_price_keeps_its_currency(as_ana, harbour):
    form = Clipper(as_ana).look(KETTLE, price="70", currency="CHF").work().press("fill")

    assert (form.holds("price"), form.holds("currency")) == ("70", "CHF")


def test_every_field_survives_the_look(as_ana, harbour, ana):
    garden = list_by(ana, "Garden")
    list_by(ana, "Kitchen")
    typed = {"note": "Soon", "size": "L", "quantity": "3", "list": encode(garden.id)}

    form = Clipper(as_ana).look(KETTLE, **typed)

    assert {name: form.holds(name) for name in typed} == typed


def test_filling_in_before_the_page_was_read_loses_nothing(as_ana, harbour):
    form = Clipper(as_ana).look(KETTLE, title="Mine").press("fill", note="typed meanwhile")

    assert form.status == 200
    assert (form.holds("title"), form.holds("note")) == ("Mine", "typed meanwhile")


def test_a_page_without_a_price_gives_what_it_has(as_ana, open_street):
    page = b"<html><head><meta property='og:title' content='A plain vase'></head><h1>A plain vase"
    open_street({KETTLE: ("text/html", page)})

    form = Clipper(as_ana).look(KETTLE).work().press("fill")

    assert (form.holds("title"), form.holds("price")) == ("A plain vase", "")
    assert form.says("No price: type it if you know it.")


@pytest.mark.parametrize(
    ("street", "reason"),
    [
        ({"pages": {KETTLE: ("text/html", WALL)}}, "shows its pages to people only"),
        ({"pages": {"http://harbour.example/": ("text/html", b"")}}, "could not be reached"),
        (
            {"pages": {KETTLE: ("text/html", b"")}, "statuses": {KETTLE: 403}},
            "does not let Posy read its pages",
        ),
        (
            {"pages": {KETTLE: ("text/html", b"")}, "statuses": {KETTLE: 503}},
            "This shop is busy right now",
        ),
        ({"pages": {KETTLE: ("application/pdf", b"%PDF")}}, "found nothing it can read"),
        ({"pages": {KETTLE: ("text/html", b"")}, "slowness": 2.3}, "took too long"),
    ],
    ids=["wall", "404", "declined", "busy", "a PDF", "slow"],
)
def test_a_page_that_cannot_be_read_leaves_the_form_with_a_reason(
    as_ana, open_street, street, reason
):
    open_street(**street)
    form = Clipper(as_ana).look(KETTLE, title="A kettle", price="60").work()

    form.open(f"/clip/{encode(the_clip().id)}")

    assert form.says(reason)
    assert (form.holds("title"), form.holds("price")) == ("A kettle", "60")
    form.press("save", new_list="Finds")
    assert the_wish().title == "A kettle"
    assert the_wish().offer.price is None


def test_a_page_that_trips_the_reader_leaves_the_form_with_a_reason(as_ana, harbour, monkeypatch):
    def trip(*page):
        raise Unreadable("no page should, and one will")

    monkeypatch.setattr("community.catalog.jobs.READER.read", trip)
    form = Clipper(as_ana).look(KETTLE, title="A kettle").work()

    form.open(f"/clip/{encode(the_clip().id)}")

    assert form.says("found nothing it can read") and form.holds("title") == "A kettle"


def test_an_address_inside_the_house_is_not_opened(as_ana, harbour):
    form = Clipper(as_ana).look("http://127.0.0.1:8000/admin").work()

    form.open(f"/clip/{encode(the_clip().id)}")

    assert form.says("Posy does not open addresses like this one.")
    assert harbour.visits == []


def test_a_newcomers_first_list_has_a_name_already(as_ana):
    Clipper(as_ana).open().press("save", title="Pot")

    assert the_wish().wishlist.title == "My wishes"


def test_a_price_nobody_can_read_is_said_beside_it_and_nothing_is_lost(as_ana):
    typed = {"title": "Pot", "price": "twelve", "note": "For soup", "quantity": "2"}

    form = Clipper(as_ana).open().press("save", new_list="Kitchen", **typed)

    assert form.status == 422
    assert form.page.get_element_by_id("price").get("aria-invalid") == "true"
    assert {name: form.holds(name) for name in typed} == typed
    assert form.holds("new_list") == "Kitchen"
    assert wishes() == []


@pytest.mark.parametrize("address", ["ftp://harbour.example/x", "javascript:alert(1)", "kettle"])
def test_what_is_no_address_is_said_beside_the_field(as_ana, address):
    form = Clipper(as_ana).look(address, title="Kettle")

    assert form.status == 422
    assert form.says("An address begins with https:// or http://.")
    assert form.holds("title") == "Kettle"


@pytest.mark.parametrize("address", ["ftp://harbour.example/x", ""])
def test_the_open_form_is_answered_with_a_piece_and_never_a_page(as_ana, address):
    answer = as_ana.htmx("/clip", data={"look": "1", "url": address})

    assert "<html" not in answer.text
    assert 'id="clip-found"' in answer.text


def test_an_own_picture_comes_before_the_shops(as_ana, harbour):
    form = Clipper(as_ana).look(KETTLE).work().press("fill")

    form.press("save", new_list="Finds", photo=(io.BytesIO(drawn("tomato")), "mine.png"))

    wish = the_wish()
    assert wish.picture is not None
    assert wish.product.picture is not None
    assert wish.picture.digest != wish.product.picture.digest


def test_a_file_that_is_no_picture_is_said_beside_it(as_ana):
    photo = (io.BytesIO(b"<svg onload=alert(1)>"), "mine.png")

    form = Clipper(as_ana).open().press("save", title="Pot", new_list="Kitchen", photo=photo)

    assert form.status == 422
    assert form.page.get_element_by_id("photo").get("aria-invalid") == "true"
    assert form.holds("title") == "Pot"


def test_the_same_address_is_fetched_once_a_day(as_ana, as_ben, harbour):
    Clipper(as_ana).clip(KETTLE)
    Clipper(as_ben).clip(f"{KETTLE}?utm_source=letter#reviews")

    assert [visit.url for visit in harbour.visits].count(KETTLE) == 1
    assert len(harbour.visits) == 2  # the page and its picture
    assert [wish.price for wish in wishes()] == [Money(6450, "GBP")] * 2
    assert db.session.query(Offer).count() == 1
