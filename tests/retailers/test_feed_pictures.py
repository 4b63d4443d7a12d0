"""Pictures that a feed names: brought by the worker to products that have none."""

from __future__ import annotations

import pytest
from PIL import Image
from sqlalchemy import func, select

from community.catalog.models import Product
from community.core import clock, outbox
from community.core.db import writing
from community.core.events import publish
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.limits import LIMITS, parse
from community.core.outbound import Outbound
from community.extensions import db
from community.retailers.events import PicturesDue
from community.retailers.feeds import picturing
from community.retailers.models import Feed, FeedProblem
from tests.core.images.zoo import saved
from tests.retailers.test_reading_feeds import DOMAIN
from tests.shop import LoopbackShop
from tests.world import product_by, retailer_by

SITE = f"http://{DOMAIN}"
RED, BLUE = (saved(Image.new("RGB", (40, 40), hue), "PNG") for hue in ("red", "blue"))


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(picturing, "PAUSE", 0)


@pytest.fixture
def feed(app, ana) -> Feed:
    retailer = retailer_by(ana, domain=DOMAIN)
    with writing():
        return Feed.at(f"{SITE}/feed", retailer, retailer.claims[0].shop, "EUR")


@pytest.fixture
def street(app):
    """Opens a shop for the worker, and says what it was asked for."""
    door, opened = app.extensions["outbound"], []

    def open_shop(pages: dict, **more) -> LoopbackShop:
        shop = LoopbackShop(pages, **more)
        opened.append(shop.__enter__())
        app.extensions["outbound"] = Outbound(resolve=shop.resolve, allow=shop.allow)
        return shop

    yield open_shop
    app.extensions["outbound"] = door
    for shop in opened:
        shop.__exit__()


def table(*images: str, price: str = "5.00 EUR") -> tuple[str, bytes]:
    """A row an image, whose id is its place."""
    lines = ["id\ttitle\tlink\tprice\timage_link"]
    for number, image in enumerate(images):
        lines.append(f"{number}\tPot {number}\t{SITE}/pots/{number}\t{price}\t{image}")
    return "text/plain", "\n".join(lines).encode()


def read(feed: Feed) -> None:
    with writing():
        Feed.begin(feed.id, clock.now())
    outbox.deliver_all()
    db.session.expire_all()


def asked_for(shop: LoopbackShop) -> list[str]:
    return [visit.url.removeprefix(SITE) for visit in shop.visits if "/feed" not in visit.url]


def pictured() -> dict[str, bool]:
    return {p.title[-1]: p.picture_id is not None for p in db.session.scalars(select(Product))}


def test_they_come_once_and_a_failing_one_is_named_and_nothing_else(feed, street, as_ana):
    bad = ["", f"{SITE}/gone.png", f"{SITE}/no.png", f"{SITE}:22/x.png"]
    pages = {f"{SITE}/feed": table(f"{SITE}/red.png", *bad, f"{SITE}/blue.png")}
    pages |= {f"{SITE}/{name}.png": ("image/png", body) for name, body in
              (("red", RED), ("blue", BLUE), ("no", b"<html>"))}  # fmt: skip
    shop = street(pages)
    read(feed)
    assert pictured() == {"0": True, "1": False, "2": False, "3": False, "4": False, "5": True}
    assert db.session.get(Feed, feed.id).good_count == 6 and not db.session.get(
        Feed, feed.id).bad_count  # fmt: skip
    page = as_ana.get(f"/feeds/{encode(feed.id)}").text
    assert "Pictures that did not come" in page
    assert "picture" in page and "does not open addresses like this" in page
    assert sorted(asked_for(shop)) == ["/blue.png", "/gone.png", "/no.png", "/red.png"]
    read(feed)  # what came is not asked for again, nor what failed today; it is still named
    assert len(asked_for(shop)) == 4
    named = db.session.scalars(select(FeedProblem.key).order_by(FeedProblem.key)).all()
    assert named == ["2", "3", "4"]


def test_each_failing_picture_is_tried_on_three_days_or_when_its_row_changes(
    feed, street, monkeypatch
):
    pages = {f"{SITE}/feed": table(f"{SITE}/gone.png")}
    shop = street(pages)
    for day in "12345":
        monkeypatch.setattr(picturing, "_today", lambda day=day: day)
        read(feed)
    assert len(asked_for(shop)) == 3
    pages[f"{SITE}/feed"] = table(f"{SITE}/gone.png", price="6.00 EUR")
    read(feed)
    assert len(asked_for(shop)) == 4


def test_a_picture_that_a_product_has_stays(feed, street, ben):
    product = product_by(ben)
    with writing():
        product.picture = Picture.of(picturing.keep_picture(RED))
    kept = product.picture_id
    text = f"id\ttitle\tlink\timage_link\n0\tPot\thttps://pots.example/pot\t{SITE}/blue.png"
    shop = street({f"{SITE}/feed": ("text/plain", text.encode()),
                   f"{SITE}/blue.png": ("image/png", BLUE)})  # fmt: skip
    read(feed)
    db.session.refresh(product)
    assert product.picture_id == kept and asked_for(shop) == []


def test_a_day_has_an_end_and_a_worker_its_turns(feed, street, monkeypatch):
    monkeypatch.setitem(LIMITS, "feed-picture", parse("3/day"))
    monkeypatch.setattr(picturing, "AT_A_TIME", 0.0)  # a row a turn
    images = [f"{SITE}/{number}.png" for number in range(5)]
    shop = street({f"{SITE}/feed": table(*images)} | dict.fromkeys(images, ("image/png", RED)))
    read(feed)
    assert asked_for(shop) == ["/0.png", "/1.png", "/2.png"]
    assert db.session.scalar(select(func.count(Picture.id))) == 1


def test_a_worker_that_is_followed_by_another_asks_for_nothing_twice(feed, street):
    images = [f"{SITE}/{number}.png" for number in range(3)]
    pages = {f"{SITE}/feed": table(*images, f"{SITE}/gone.png")}
    shop = street(pages | dict.fromkeys(images, ("image/png", RED)))
    read(feed)
    found = db.session.get_one(Feed, feed.id)
    for since in (found.begun_at.isoformat(), "2020-01-01T00:00:00+00:00"):
        with writing():
            publish(PicturesDue(feed.id, since))
        outbox.deliver_all()
    assert sorted(asked_for(shop)) == ["/0.png", "/1.png", "/2.png", "/gone.png"]
    assert db.session.scalar(select(func.count(FeedProblem.id))) == 1


def test_a_shop_that_is_busy_is_left_in_peace(feed, street):
    images = [f"{SITE}/{number}.png" for number in range(4)]
    busy = {images[1]: 503}
    shop = street({f"{SITE}/feed": table(*images)} | dict.fromkeys(images, ("image/png", RED)),
                  statuses=busy)  # fmt: skip
    read(feed)
    assert asked_for(shop) == ["/0.png", "/1.png"]
    busy.clear()
    read(feed)
    assert asked_for(shop)[2:] == ["/1.png", "/2.png", "/3.png"]
