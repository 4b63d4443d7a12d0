"""The bookmark, the share sheet and the app kept on a device."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from community.catalog.models import Clip, Offer
from community.core.assets import asset
from community.extensions import db
from tests.accounts.people import member, sign_in
from tests.pages.clipper import Clipper, the_wish
from tests.pages.conftest import KETTLE, PICTURE, WALL, drawn

SEEN = {"url": KETTLE, "title": "Dripping Kettle", "price": "64.5", "currency": "GBP"}


def test_what_the_members_browser_saw_stands_in_the_form(as_ana):
    form = Clipper(as_ana).open("/clip?" + urlencode({**SEEN, "image": PICTURE, "note": "Gran"}))

    assert form.says("as your own browser saw it")
    held = [form.holds(name) for name in ("url", "title", "price", "currency", "note", "brought")]
    assert held == [KETTLE, "Dripping Kettle", "64.5", "GBP", "Gran", PICTURE]


def test_behind_a_wall_the_bookmark_still_makes_a_wish_with_its_picture(as_ana, open_street):
    open_street({KETTLE: ("text/html", WALL), PICTURE: ("image/png", drawn())})
    form = Clipper(as_ana).open("/clip?" + urlencode({**SEEN, "image": PICTURE}))
    form.press("look").work().press("save", new_list="Finds")

    wish = the_wish()
    assert (wish.title, str(wish.price.decimal()), wish.currency) == (
        "Dripping Kettle",
        "64.50",
        "GBP",
    )
    assert wish.picture is not None
    # What a browser says is one member's word: the product that all share took none of it.
    offer = db.session.scalars(db.select(Offer)).unique().one()
    assert (offer.amount, offer.checked_at, wish.product.picture) == (None, None, None)


@pytest.mark.parametrize(
    "sent",
    [
        {"image": "javascript:alert(1)"},
        {"image": "/relative.png"},
        {"image": "http://shop.example/" + "a" * 700},
        {"price": "a lot", "image": "ftp://shop.example/x.png"},
        {"price": "9" * 400},
        {"currency": "<b>"},
    ],
)
def test_what_a_browser_sends_is_never_believed(as_ana, sent):
    form = Clipper(as_ana).open("/clip?" + urlencode({"url": KETTLE, **sent}))

    assert form.status == 200
    assert (form.holds("brought"), form.holds("price")) == ("", "")
    assert not form.says("as your own browser saw it")


def test_at_most_three_pictures_are_taken_along(as_ana):
    pictures = [f"http://shop.example/{number}.png" for number in range(9)]
    form = Clipper(as_ana).open("/clip?" + urlencode({"url": KETTLE, "image": pictures}, True))
    assert form.holds("brought").split() == pictures[:3]


def test_whoever_is_signed_out_signs_in_and_lands_on_the_filled_form(new_client):
    member("ana")
    client = new_client()
    asked = client.get("/clip?" + urlencode({**SEEN, "image": PICTURE}))
    assert asked.status_code == 303

    back = parse_qs(urlsplit(asked.headers["Location"]).query)["next"][0]
    landed = sign_in(client, "ana", next=back)

    form = Clipper(client).open(landed.headers["Location"])
    assert (form.holds("title"), form.holds("brought")) == ("Dripping Kettle", PICTURE)


def test_the_bookmark_opens_a_window_and_puts_nothing_into_the_page(as_ana):
    page = Clipper(as_ana).open("/clip/ways").page
    (bookmark,) = set(page.xpath("//a[@data-bookmark]/@href"))

    assert bookmark.startswith("javascript:") and "window.open(" in bookmark
    assert len(bookmark) <= 2500
    for forbidden in ("createElement", "innerHTML", "appendChild", "cookie", "fetch(", "eval"):
        assert forbidden not in bookmark
    assert "/clip?" in bookmark and "SITE" not in bookmark
    assert as_ana.get("/clip").get_data(as_text=True).count("/clip/ways") == 2  # and the menu


def test_the_manifest_names_icons_and_the_share_target(new_client):
    client = new_client()
    answer = client.get("/manifest.webmanifest")
    said = json.loads(answer.text)

    assert answer.mimetype == "application/manifest+json"
    assert said["share_target"]["action"] == "/clip"
    assert said["share_target"]["params"] == {"title": "title", "text": "text", "url": "url"}
    assert {icon["purpose"] for icon in said["icons"]} == {"any", "maskable"}
    for icon in said["icons"]:
        image = client.get(icon["src"])
        assert image.data[:8] == b"\x89PNG\r\n\x1a\n" and len(image.data) < 10_000


def test_the_worker_keeps_a_page_that_says_nothing_of_anybody(as_ana, new_client):
    stranger = new_client()
    script = stranger.get("/worker.js")
    assert script.mimetype == "text/javascript"
    assert "no-cache" in script.headers["Cache-Control"]
    assert '"offline": "/offline"' in script.text and "KEPT" not in script.text
    assert len(script.data) <= 1500
    assert as_ana.get("/worker.js").data == script.data
    assert as_ana.get("/offline").data == stranger.get("/offline").data


def test_another_build_is_another_version(app, new_client, monkeypatch):
    before = new_client().get("/worker.js").text
    real = asset
    monkeypatch.setattr("community.pages.routes.app_kept.asset", lambda name: real(name) + "x")
    assert new_client().get("/worker.js").text != before


def test_the_clip_keeps_what_was_brought(as_ana):
    Clipper(as_ana).open("/clip?" + urlencode({**SEEN, "image": PICTURE})).press("look")
    assert db.session.scalars(db.select(Clip)).unique().one().brought == [PICTURE]
