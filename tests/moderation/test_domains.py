"""Where links may lead."""

from __future__ import annotations

import pytest

from community.catalog.models import LinkDomain
from community.core.db import writing
from community.core.ids import encode
from tests.world import product_by, signed_in


@pytest.fixture
def offer(world):
    return product_by(world.ana, listed=True).offer


def decide(state: str, domain: str = "pots.example") -> None:
    with writing():
        LinkDomain.decide(domain, state)


def test_domains_are_compared_label_by_label(world):
    decide("blocked", "example")
    decide("approved", "good.example")
    states = {
        "evil.example": "blocked", "shop.good.example": "approved", "good.example": "approved",
        "notgood.example": "blocked", "example.com": "", "anexample": "",
    }  # fmt: skip
    assert {host: LinkDomain.state_of(host) for host in states} == states


def test_nobody_is_sent_to_a_blocked_shop(new_client, offer):
    decide("blocked", "example")
    page = new_client().get(f"/out/{encode(offer.id)}?sure=1")
    assert page.status_code == 200
    assert "Nobody is sent there" in page.text
    assert offer.url not in page.text


def test_where_moderators_have_not_looked_the_address_is_shown_first(new_client, offer):
    decide("pending")
    way = f"/out/{encode(offer.id)}"
    assert "letter by letter" in new_client().get(way).text
    assert new_client().get(f"{way}?sure=1").headers["Location"] == offer.url
    decide("approved")
    assert new_client().get(way).headers["Location"] == offer.url


def test_a_blocked_shop_is_not_clipped(world, new_client):
    decide("blocked")
    ana = signed_in(new_client(), world.ana)
    typed = {"url": "https://www.pots.example/red", "look": "1", "title": "Red pot"}
    answer = ana.post("/clip", data=typed)
    assert answer.status_code == 422
    assert "moderators say no" in answer.text
