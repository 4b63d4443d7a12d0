"""Shops are found by name, domain and line, claimed or not, and only those that may be met."""

from __future__ import annotations

import pytest

from community.catalog.models import Shop
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from tests.search.looking import found_by
from tests.world import World, product_by, retailer_by, signed_in

pytestmark = pytest.mark.both_databases


def test_a_claimed_shop_is_found_by_name_domain_and_line(app, new_client):
    world = World.make()
    retailer = retailer_by(world.ana, "Harbour Lights", "hl-studio.example")
    with writing():
        retailer.line = "Lanterns for small kitchens"
        for claim in retailer.claims:
            claim.shop.tell_of_change()
    deliver_all()
    client = new_client()
    for words in ("harbour", "lights HARB", "hl-studio.example", "lanterns", "harbuor"):
        assert found_by(client, words) == {"shop": ["Harbour Lights"]}, words
    page = client.get("/search?q=harbour&kind=shop").text
    assert "Verified" in page and "Lanterns for small kitchens" in page
    assert "Harbour Lights" in client.get("/search/suggestions?q=harb").text


def test_a_shop_that_nobody_claimed_is_found_once_a_thing_of_it_is_on_show(app, new_client, settle):
    world = World.make()
    product = product_by(world.ana, "vase")
    settle()
    client = new_client()
    assert "shop" not in found_by(client, "pots.example")
    with writing():
        product.put_on_show()
    assert found_by(client, "pots.example", kind="shop") == {"shop": ["pots.example"]}
    assert found_by(client, "pots.exampel", kind="shop") == {"shop": ["pots.example"]}


def test_a_new_name_is_found_and_the_old_one_is_not(app, new_client):
    world = World.make()
    retailer = retailer_by(world.ana, "Harbour Lights", "hl-studio.example")
    deliver_all()
    ana, path = signed_in(new_client(), world.ana), f"/retailers/{encode(retailer.id)}"
    said = {"name": "Quayside", "line": "", "shipping": "", "returns": "", "contact": ""}
    assert ana.post(path, data=said).status_code == 303
    deliver_all()
    assert found_by(ana, "quayside") == {"shop": ["Quayside"]}
    assert found_by(new_client(), "harbour") == {}


def test_a_domain_that_is_claimed_but_not_proved_is_nobody_else_s_business(app, new_client):
    world = World.make()
    retailer = retailer_by(world.ana, "Harbour Lights", "hl-studio.example")
    with writing():
        retailer.claims[0].end("lapsed")
        shop = db.session.get_one(Shop, retailer.claims[0].shop_id)
        assert shop.verified_at is None
    deliver_all()
    assert found_by(new_client(), "harbour") == {}
    assert found_by(signed_in(new_client(), world.ana), "harbour") == {"shop": ["Harbour Lights"]}
