"""Vouchers and deals without script."""

from __future__ import annotations

from datetime import timedelta

from community.core import clock
from community.core.db import writing
from tests.deals.material import at
from tests.world import product_by, retailer_by


def test_a_shop_gives_a_voucher_that_is_taken_shown_and_read_at_the_till(world, reading):
    team, ben = retailer_by(world.ana, "Pots and Co", "pots.example"), reading(world.ben)
    ana = reading(world.ana).go("/retailers").follow("Pots and Co").follow("Offers")
    ana.follow("New voucher")
    ana.press("Give it", percent="15", budget="3", ends=f"{clock.now().year + 1}-01-31")
    assert "15% off" in ana.text
    ben.go(at("shops", team.claims[0].shop)).press("Take it")
    code = ben.page.xpath("//code")[0].text
    ana.follow("At the till").press("Look", code=code)
    assert "This is good" in ana.text
    ana.press("Take it")
    assert "This was used" in ana.text
    assert "Used" in ben.go("/vouchers?state=used").text


def test_a_deal_is_joined_and_left_and_a_plan_begun(world, reading):
    team = retailer_by(world.ana, "Pots and Co", "pots.example")
    product = product_by(world.ana, listed=True)
    with writing():
        world.ben.created_at = clock.now() - timedelta(days=30)
    ana = reading(world.ana).go(at("retailers", team, "/deals/new"))
    closes = (clock.now() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")
    said = {"usual": "60", "price": "40", "minimum": "5", "cap": "9", "closes": closes}
    ana.press("What would it cost us?", **said, instruction="Come by.")
    assert "What you give away" in ana.text
    ana.press("Offer it")
    ben = reading(world.ben).go("/deals").follow(product.title)
    ben.press("I am in at this price")
    assert "You are in." in ben.text
    ben.press("Leave")
    ben.go(at("products", product)).follow("Buy it together").press("Ask who joins", price="30")
    assert "You would buy, too" in ben.text
