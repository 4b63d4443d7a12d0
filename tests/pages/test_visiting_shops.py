"""/out: to the stored address only, counted once a person a day, and honest about who earns."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from community.catalog.models import Offer
from community.core import clock
from community.core.ids import encode
from community.extensions import db
from tests.world import person, product_by, signed_in

A_BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOBODY_EARNS = "Nobody earns anything from this link."
SOMEBODY_EARNS = "Whoever runs this site earns a share if you buy through this link."
A_BOT = "Mozilla/5.0 (compatible; Examplebot/2.1; +http://bot.example/)"


@pytest.fixture
def offer(ana) -> Offer:
    return product_by(ana, listed=True).offer


def visit(client, offer: Offer, agent: str = A_BROWSER, query: str = "", **more):
    address = f"/out/{encode(offer.id)}{query}"
    return client.get(address, headers={"User-Agent": agent}, **more)


def clicks(offer: Offer) -> int:
    return db.session.get_one(Offer, offer.id).clicks


@pytest.fixture
def tagged(app, monkeypatch):
    """The operator earns at pots.example."""
    settings = replace(app.extensions["settings"], affiliate_tags={"pots.example": "tag=posy-21"})
    monkeypatch.setitem(app.extensions, "settings", settings)


def test_it_leads_to_the_stored_address(as_ben, offer):
    answer = visit(as_ben, offer)

    assert answer.status_code == 303
    assert answer.headers["Location"] == "https://pots.example/pot"


@pytest.mark.parametrize("name", ["url", "next", "to", "u"])
def test_no_query_leads_elsewhere(as_ben, offer, name):
    answer = visit(as_ben, offer, query=f"?{name}=https://evil.example/")

    assert answer.headers["Location"] == "https://pots.example/pot"


def test_a_person_counts_once_a_day(as_ben, new_client, offer):
    for _ in range(3):
        visit(as_ben, offer)
    assert clicks(offer) == 1

    visit(signed_in(new_client(), person("cleo")), offer)
    assert clicks(offer) == 2


def test_the_next_day_counts_again(as_ben, offer):
    visit(as_ben, offer)
    with clock.fixed_at(clock.now() + timedelta(days=1)):
        visit(as_ben, offer)

    assert clicks(offer) == 2


def test_visitors_without_an_account_count_once_a_network(new_client, offer):
    for last in (7, 8):
        visit(new_client(), offer, environ_base={"REMOTE_ADDR": f"203.0.113.{last}"})
    assert clicks(offer) == 2

    visit(new_client(), offer, environ_base={"REMOTE_ADDR": "203.0.113.7"})
    assert clicks(offer) == 2


def test_own_visits_do_not_count(as_ana, offer):
    assert visit(as_ana, offer).status_code == 303
    assert clicks(offer) == 0


@pytest.mark.parametrize("agent", [A_BOT, "", "Linkpreview/1.0", "HeadlessChrome"])
def test_robots_do_not_count(new_client, offer, agent):
    assert visit(new_client(), offer, agent).status_code == 303
    assert clicks(offer) == 0


def test_a_glance_does_not_count(as_ben, offer):
    answer = as_ben.head(f"/out/{encode(offer.id)}", headers={"User-Agent": A_BROWSER})

    assert answer.status_code == 303
    assert clicks(offer) == 0


@pytest.mark.parametrize("key", ["1", "zzz", "nothing"])
def test_an_unknown_offer_is_not_found(as_ben, key):
    assert as_ben.get(f"/out/{key}").status_code == 404


def test_an_offer_nobody_showed_is_not_found(as_ben, ana):
    assert visit(as_ben, product_by(ana, "secret").offer).status_code == 404


def test_nobody_earns_unless_the_operator_says_so(as_ben, offer):
    page = as_ben.get(f"/products/{encode(offer.product_id)}").text

    assert visit(as_ben, offer).headers["Location"] == "https://pots.example/pot"
    assert NOBODY_EARNS in page
    assert SOMEBODY_EARNS not in page


def test_who_earns_is_said_where_the_link_is(as_ben, offer, tagged):
    page = as_ben.get(f"/products/{encode(offer.product_id)}").text

    location = visit(as_ben, offer).headers["Location"]
    assert location == "https://pots.example/pot?tag=posy-21"
    assert SOMEBODY_EARNS in page
    assert NOBODY_EARNS not in page
    assert 'rel="sponsored ' in page


def test_a_tag_goes_only_to_the_shop_it_was_set_for(as_ben, ana, tagged):
    offer = product_by(ana, "lid", listed=True).offer
    offer.shop.domain = "lids.example"
    offer.url = "https://lids.example/?colour=red"
    db.session.commit()

    assert visit(as_ben, offer).headers["Location"] == "https://lids.example/?colour=red"


def test_an_unverified_shop_is_said_to_be_one(as_ben, offer):
    page = as_ben.get(f"/products/{encode(offer.product_id)}").text

    assert "The address pots.example was added by members; nobody has proved" in page
