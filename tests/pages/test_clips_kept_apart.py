"""What one member clips, and what of it others may come to see."""

from __future__ import annotations

from datetime import timedelta

import pytest

from community.catalog.models import Clip, Look, Offer, Product
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.money import Money
from community.core.outbox import deliver_all
from community.extensions import db
from community.search.indexing import rebuild
from tests.pages.clipper import Clipper, the_wish, wishes
from tests.pages.conftest import KETTLE, KETTLE_PAGE, WALL
from tests.world import list_by


def the_clip() -> Clip:
    return db.session.scalars(db.select(Clip)).unique().one()


def test_a_private_clip_leaves_no_trace(as_ana, as_ben, ana, new_client, harbour):
    mine = list_by(ana, "Secret", audience="me")
    Clipper(as_ana).look(KETTLE).work().press("fill").press("save", list=encode(mine.id))

    product = the_wish().product
    assert product.listed_at is None
    for client in (as_ben, new_client()):
        assert client.get(f"/products/{encode(product.id)}").status_code == 404
        assert client.get(f"/out/{encode(the_wish().offer.id)}").status_code == 404
        assert "Dripping Kettle" not in client.get("/discover").text
        rebuild()
        assert "Dripping Kettle" not in client.get("/search?q=kettle").text


def test_a_second_members_clip_puts_it_on_show(as_ana, as_ben, new_client, harbour):
    Clipper(as_ana).clip(KETTLE)
    assert db.session.scalars(db.select(Product)).unique().one().listed_at is None

    Clipper(as_ben).clip(KETTLE)

    product = db.session.scalars(db.select(Product)).unique().one()
    assert product.listed_at is not None
    assert "Dripping Kettle" in new_client().get("/discover").text
    deliver_all()
    assert "Dripping Kettle" in new_client().get("/search?q=kettle").text


def test_an_address_with_a_secret_is_never_shared(as_ana, as_ben, open_street):
    address = f"{KETTLE}?session_id=s3cr3t"
    open_street({address: ("text/html", b"<h1>My order</h1>")})

    Clipper(as_ana).clip(address, title="A kettle")
    Clipper(as_ben).clip(address, title="A kettle")

    assert len(wishes()) == 2
    assert [(wish.offer, wish.product) for wish in wishes()] == [(None, None)] * 2
    assert db.session.query(Offer).count() == 0


def test_facts_of_one_page_are_never_put_under_the_address_of_another(as_ana, open_street):
    page = b"<html><head><meta property='og:title' content='A cheap trick'></head></html>"
    open_street({KETTLE: ("text/html", page)})
    form = Clipper(as_ana).look(KETTLE).work().press("fill")

    form.press("save", url="http://harbour.example/things/other", title="Mine", new_list="Finds")

    wish = the_wish()
    assert wish.product.title == "Mine"
    assert wish.offer.checked_at is None


def test_a_clip_is_its_members_own(as_ana, as_ben, harbour):
    Clipper(as_ana).look(KETTLE)
    key = encode(the_clip().id)

    assert as_ben.get(f"/clip/{key}").status_code == 404
    assert as_ben.get(f"/clip/{key}/found").status_code == 404
    assert as_ben.post("/clip", data={"save": "1", "clip": key, "title": "x"}).status_code == 404


@pytest.mark.parametrize("key", ["", "!!", "zzzzzzzzzzzzzzzz", "1"])
def test_a_clip_that_never_was_is_not_found(as_ana, key):
    assert as_ana.post("/clip", data={"fill": "1", "clip": key}).status_code == 404


def test_a_share_sheet_brings_the_address_along(as_ana):
    form = Clipper(as_ana).open(f"/clip?title=Kettle&text=Look!+{KETTLE}+so+nice")

    assert (form.holds("url"), form.holds("title")) == (KETTLE, "Kettle")


@pytest.mark.parametrize(
    "address", ["http://[", "https://", "http:///things", f"https://{'a' * 300}.example/"]
)
def test_an_address_without_a_shop_is_refused(as_ana, ana, address):
    list_by(ana, "Finds")
    data = {"url": address, "title": "A kettle", "currency": "EUR", "list": "new"}
    answer = as_ana.post("/clip", data={**data, "new_list": "Finds"})
    assert answer.status_code == 422
    assert as_ana.post("/clip", data={**data, "look": "1"}).status_code == 422
    assert wishes() == []


def test_what_was_found_is_not_filled_in_under_another_address(as_ana, harbour):
    form = Clipper(as_ana).look(KETTLE).work()

    form.press("fill", url=KETTLE + "-lid")

    assert form.holds("url") == KETTLE + "-lid"
    assert not form.holds("title")


def test_a_worse_look_never_overwrites_what_was_read(as_ana, as_ben, open_street):
    open_street({KETTLE: ("text/html; charset=utf-8", KETTLE_PAGE)})
    Clipper(as_ana).clip(KETTLE)
    with writing():
        db.session.query(Look).update({"read_at": clock.now() - timedelta(hours=30)})

    open_street({KETTLE: ("text/html", WALL)})
    form = Clipper(as_ben).look(KETTLE).work()
    form.press("save", title="Kettle", price="1", currency="EUR", new_list="Finds")

    offer = db.session.scalars(db.select(Offer)).unique().one()
    assert (offer.price, offer.product.title) == (Money(6450, "GBP"), "Dripping Kettle")
    assert db.session.scalars(db.select(Look)).one().found["title"] == "Dripping Kettle"
    assert wishes()[0].price == Money(6450, "GBP")
