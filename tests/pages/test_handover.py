"""How what a shop sells gets to the buyer, as its page states it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from community.catalog.models import Offer
from community.core.ids import encode
from community.extensions import db
from tests.pages.clipper import Clipper

HERE = "http://harbour.example/things/kettle"
RATE = {"@type": "MonetaryAmount", "value": "4.95", "currency": "GBP"}


def page(words: str = "", **stated: Any) -> tuple[str, bytes]:
    offer = {"@type": "Offer", "price": "64.50", "priceCurrency": "GBP", **stated}
    said = json.dumps({"@type": "Product", "name": "Kettle", "offers": offer})
    script = f"<script type='application/ld+json'>{said}</script>"
    return "text/html", f"<title>Kettle</title>{script}<h1>Kettle</h1>{words}".encode()


def shipping(**rate: str) -> dict[str, Any]:
    return {"shippingDetails": {"@type": "OfferShippingDetails", "shippingRate": {**RATE, **rate}}}


@pytest.fixture
def offer_of(as_ana, open_street):
    def clip(*page: Any) -> Offer:
        open_street({HERE: page[0]})
        Clipper(as_ana).clip(HERE)
        return db.session.scalars(db.select(Offer)).one()

    return clip


@pytest.mark.parametrize(
    ("stated", "minor", "words"),
    [
        (shipping(), 495, "Delivery £4.95"),
        (shipping(value="0"), 0, "Delivered free"),
        (shipping(currency="USD"), None, ""),  # what it would be in pounds is not said
        ({}, None, ""),
    ],
)
def test_a_products_page_says_what_delivery_costs(as_ana, offer_of, stated, minor, words):
    offer = offer_of(page(**stated))
    assert offer.delivery == minor
    text = as_ana.get(f"/products/{_key(offer)}").text
    assert words in text if words else "Deliver" not in text


def test_what_was_only_seen_among_the_words_is_not_said_to_others(as_ana, offer_of):
    offer = offer_of(page("<p>Delivery £3.50</p>"))
    assert offer.delivery is None
    assert "Delivery £" not in as_ana.get(f"/products/{_key(offer)}").text


def test_where_it_can_be_picked_up_is_said(as_ana, offer_of):
    place = {"@type": "Place", "name": "Harbour Kitchen, Leith"}
    offer = offer_of(page(availableAtOrFrom=place))
    assert "Leith" in offer.in_shops
    assert "Harbour Kitchen, Leith" in as_ana.get(f"/products/{_key(offer)}").text


def _key(offer: Offer) -> str:
    return encode(offer.product_id)
