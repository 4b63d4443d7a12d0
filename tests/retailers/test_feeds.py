"""Feeds: how the rows come in, once and for all, whatever dies in between."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from community.catalog.models import Offer, Product
from community.core import clock, outbox
from community.core.db import writing
from community.core.events import publish
from community.core.ids import encode
from community.core.outbound import Outbound
from community.extensions import db
from community.retailers.events import FeedRead
from community.retailers.feeds import bringing
from community.retailers.feeds.keeping import keep, read
from community.retailers.models import Feed, FeedProblem, FeedRow
from tests.retailers.hostile_feeds import LAUGHS
from tests.retailers.test_reading_feeds import DOMAIN, read_text
from tests.shop import LoopbackShop
from tests.world import product_by, retailer_by


@pytest.fixture
def feed(app, ana) -> Feed:
    retailer = retailer_by(ana, domain=DOMAIN)
    with writing():
        return Feed.at(f"https://{DOMAIN}/feed", retailer, retailer.claims[0].shop, "EUR")


def brought(feed: Feed, text: str) -> int:
    changed = keep(feed.id, read_text(text))
    with writing():
        db.session.get_one(Feed, feed.id).state = "bringing"
        publish(FeedRead(feed.id))
    outbox.deliver_all()
    db.session.expire_all()
    return changed


def table(*rows: tuple[str, ...]) -> str:
    lines = ["id\ttitle\tlink\tprice\tgtin\tbrand\tmpn"]
    return "\n".join([*lines, *("\t".join(row) for row in rows)])


def row(number: int, price: str = "5.00 EUR", *more: str) -> tuple[str, ...]:
    return (str(number), f"Pot {number}", f"https://pots.example/{number}", price, *more)


def test_the_same_feed_twice_changes_nothing(feed):
    assert brought(feed, table(row(1), row(2))) == 2
    before = [repr(r) for r in db.session.execute(select(Offer.__table__))]
    assert brought(feed, table(row(1), row(2)) + "\n") == 0
    assert [repr(r) for r in db.session.execute(select(Offer.__table__))] == before


def test_what_changed_is_brought_and_what_left_is_sold_out(feed):
    brought(feed, table(row(1), row(2)))
    assert brought(feed, table(row(1, "6.00 EUR"))) == 2
    offers = {o.url[-1]: o for o in db.session.scalars(select(Offer))}
    assert offers["1"].amount == 600 and offers["2"].availability == "out_of_stock"
    assert db.session.scalar(select(func.count(Product.id))) == 2


def test_a_page_that_members_know_gets_the_feed_s_price(feed, ben):
    product = product_by(ben)
    brought(feed, table(("1", "The pot", "https://pots.example/pot?utm_source=x", "7.00 EUR")))
    db.session.refresh(product)
    assert product.offers[0].amount == 700 and product.listed_at
    assert db.session.scalar(select(func.count(Product.id))) == 1


@pytest.mark.parametrize("code", [("4006381333931", "", ""), ("", "Kiln", "K-1")])
def test_the_same_thing_at_two_shops_is_one_product(feed, ben, code):
    brought(feed, table(row(1, "5.00 EUR", *code)))
    other = retailer_by(ben, "Pans", "pans.example")
    with writing():
        second = Feed.at("https://pans.example/f", other, other.claims[0].shop, "EUR")
    text = table(("9", "Renamed", "https://pans.example/9", "4.00 EUR", *code))
    keep(second.id, read(text.encode(), "utf-8", "pans.example", "EUR"))
    with writing():
        second.state = "bringing"
        publish(FeedRead(second.id))
    outbox.deliver_all()
    (product,) = db.session.scalars(select(Product))
    assert len(product.offers) == 2 and product.title == "Pot 1"


def killed_within_a_portion(feed: Feed) -> None:
    with writing():
        bringing.bring_portion(feed)
        raise RuntimeError


def test_a_worker_that_dies_is_followed_by_one_that_goes_on(feed, monkeypatch):
    monkeypatch.setattr(bringing, "PORTION", 2)
    keep(feed.id, read_text(table(*(row(number) for number in range(5)))))
    with writing():
        bringing.bring_portion(feed)
    with pytest.raises(RuntimeError):
        killed_within_a_portion(feed)
    assert db.session.scalar(select(func.count(Offer.id))) == 2
    with writing():
        db.session.get_one(Feed, feed.id).state = "bringing"
        publish(FeedRead(feed.id))
    outbox.deliver_all()
    assert db.session.scalar(select(func.count(Offer.id))) == 5
    assert not db.session.scalar(select(FeedRow.id).where(FeedRow.is_pending))


def test_a_feed_of_several_portions_with_bad_rows_comes_by_the_worker(app, feed, as_ana):
    """As a team sees it: the feed is added by its form, fetched, and its bad rows are named. Five
    thousand rows are brought in tests/browser."""
    rows = [row(number) for number in range(2, 602)]
    for number in range(20):
        rows[number * 30] = row(number, "cheap EUR")
    pages = {f"http://{DOMAIN}/all.tsv": ("text/tab-separated-values", table(*rows).encode())}
    door = app.extensions["outbound"]
    with LoopbackShop(pages) as shop:
        app.extensions["outbound"] = Outbound(resolve=shop.resolve, allow=shop.allow)
        path = f"/retailers/{encode(feed.retailer_id)}/products"
        said = {"url": f"http://{DOMAIN}/all.tsv", "currency": "EUR"}
        added = as_ana.post(path, data=said)
        outbox.deliver_all()
    app.extensions["outbound"] = door
    page = as_ana.get(added.headers["Location"]).text
    assert "580 items" in page
    assert "The price cannot be read" in page and "20 rows were refused" in page
    assert db.session.scalar(select(func.count(Offer.id))) == 580
    assert db.session.scalar(select(func.count(FeedProblem.id))) == 20


def test_a_feed_that_cannot_be_read_leaves_the_catalogue_as_it_was(app, feed):
    brought(feed, table(row(1)))
    door = app.extensions["outbound"]
    with LoopbackShop({f"http://{DOMAIN}/f": ("text/xml", LAUGHS.encode())}) as shop:
        app.extensions["outbound"] = Outbound(resolve=shop.resolve, allow=shop.allow)
        with writing():
            db.session.get_one(Feed, feed.id).url = f"http://{DOMAIN}/f"
            Feed.begin(feed.id, clock.now())
        outbox.deliver_all()
    app.extensions["outbound"] = door
    db.session.expire_all()
    assert db.session.get(Feed, feed.id).reason == "dtd"
    (offer,) = db.session.scalars(select(Offer))
    assert offer.amount == 500 and offer.product.listed_at


def test_a_feed_elsewhere_is_refused_beside_its_field(feed, as_ana):
    path = f"/retailers/{encode(feed.retailer_id)}/products"
    said = {"url": "https://evil-pots.example/feed", "currency": "EUR"}
    answer = as_ana.post(path, data=said)
    assert answer.status_code == 422 and "not in a domain" in answer.text


def test_who_lost_the_domain_brings_nothing_more(feed):
    with writing():
        feed.retailer.claims[0].end("lapsed")
        Feed.begin(feed.id, clock.now())
    outbox.deliver_all()
    db.session.expire_all()
    assert db.session.get(Feed, feed.id).reason == "unproved"
