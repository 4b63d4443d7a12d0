"""Feeds: what is read of each format, and what is refused."""

from __future__ import annotations

import time
from typing import Any

import pytest

from community.clipping.codes import has_right_checksum
from community.retailers.feeds.ends import BadFeed
from community.retailers.feeds.items import BadRow, Item, item_from, unpacked
from community.retailers.feeds.keeping import read
from tests.retailers.hostile_feeds import ZOO

DOMAIN = "pots.example"
XML = """<?xml version="1.0"?><rss xmlns:g="http://base.google.com/ns/1.0"><channel>
<title>Pots</title><item><g:id>1</g:id><title>Blue pot</title><g:price>12.90 EUR</g:price>
<link>https://pots.example/blue</link><g:gtin>4006381333931</g:gtin><g:brand>Kiln</g:brand>
<g:availability>in stock</g:availability></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry>
<g:id>1</g:id><title>Blue pot</title><link href="https://pots.example/blue"/>
<g:price>12.90 EUR</g:price></entry></feed>"""
TSV = "id\ttitle\tlink\tprice\n1\tBlue pot\thttps://pots.example/blue\tEUR 12.90\n"
CSV = 'id;title;link;price\n1;"Blue; pot";https://pots.example/blue;12,90 EUR\n'
SHOPIFY = """{"products": [{"id": 1, "title": "Blue pot", "handle": "blue", "vendor": "Kiln",
"variants": [{"price": "12.90", "sku": "K-1", "available": true}], "images": []}]}"""
FORMATS = {"rss": XML, "atom": ATOM, "tsv": TSV, "csv": CSV, "shopify": SHOPIFY}


def read_text(text: str) -> Any:
    return read(text.encode(), "utf-8", DOMAIN, "EUR")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_format_gives_the_same_item(name):
    reading = read_text(FORMATS[name])
    assert reading.problems == []
    (item,) = (Item(**unpacked(said)) for said in reading.items.values())
    assert item.key == "1" and item.title.startswith("Blue") and item.amount == 1290
    assert item.currency == "EUR"
    assert item.url in ("https://pots.example/blue", "https://pots.example/products/blue")


@pytest.mark.parametrize(
    "row, reason",
    [
        ({"id": ""}, "no id"),
        ({"title": " "}, "no title"),
        ({"link": ""}, "no link"),
        ({"link": "javascript:alert(1)"}, "bad link"),
        ({"link": "https://evil-pots.example/x"}, "other domain"),
        ({"link": "https://pots.example.evil.example/x"}, "other domain"),
        ({"link": "https://pots.example/x?session_id=3f9c"}, "secret link"),
        ({"price": "cheap"}, "currency"),
        ({"price": "12.90 XXQ"}, "currency"),
        ({"price": "-3.00 EUR"}, "price"),
        ({"gtin": "4006381333932"}, "gtin"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(row, reason):
    good = {"id": "1", "title": "Pot", "link": "https://pots.example/x"}
    assert item_from(good, DOMAIN).key == "1"
    with pytest.raises(BadRow) as refused:
        item_from({**good, **row}, DOMAIN)
    assert refused.value.reason == reason


def test_check_digits():
    good = ("4006381333931", "96385074", "036000291452", "10614141000415")
    assert all(has_right_checksum(code) for code in good)
    assert not any(has_right_checksum(code[:-1] + str((int(code[-1]) + 1) % 10)) for code in good)
    assert not any(
        map(has_right_checksum, ("", "0" * 13, "40063813339", "４００６３８１３３３９３１"))
    )


def test_other_letters_are_read_as_they_are_written():
    for codec in ("utf-8-sig", "cp1252", "utf-16"):
        text = TSV.replace("Blue pot", "Crème pot")
        reading = read(text.encode(codec), codec.removesuffix("-sig"), DOMAIN, "EUR")
        (item,) = (Item(**unpacked(said)) for said in reading.items.values())
        assert item.title == "Crème pot", codec


def test_a_page_instead_of_a_feed_has_no_items():
    assert not read_text("<html><body>Not found</body></html>").items


@pytest.mark.parametrize("name", sorted(ZOO))
def test_a_hostile_file_is_refused_at_once(name):
    """`make drill-feeds` gives the same at their largest, and weighs them."""
    make, reason = ZOO[name]
    body, began = make(300_000), time.process_time()
    with pytest.raises(BadFeed) as refused:
        read(body, "utf-8", DOMAIN, "EUR")
    assert refused.value.reason == reason
    assert time.process_time() - began < 10
