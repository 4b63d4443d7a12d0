"""What a team of a shop has, and who is kept out of it; a part of `test_every_route`."""

from __future__ import annotations

from typing import Any

from community.core.db import writing
from community.extensions import db
from community.retailers.models import Claim, Feed, SigningKey, Store
from tests.world import retailer_by

_OF_TEAMS = """
    retailers.show retailers.update team.index team.create team.take team.update team.destroy
    claims.index claims.create claims.show claims.state claims.check claims.destroy
    dashboards.show widget_consoles.show
    linked_pages.new linked_pages.create linked_pages.show linked_pages.update
    shop_feeds.index shop_feeds.create shop_feeds.show shop_feeds.state shop_feeds.read
    shop_feeds.destroy
    stores.index stores.create stores.edit stores.update stores.destroy
"""
_OF_SHOPS = "shops.show shop_follows.create shop_follows.destroy"
RULES_OF_SHOPS = {
    **dict.fromkeys(_OF_TEAMS.split(), "only its owner"),
    **dict.fromkeys(_OF_SHOPS.split(), "whoever it is shown to"),
}


def shop_things_of(owner: Any) -> dict[str, Any]:
    """A team with an unproved domain, from which it has a product that is not on show."""
    retailer = retailer_by(owner)
    with writing():
        claim = Claim.make(retailer, "pots.example")
        store = Store(retailer_id=retailer.id, name="Quay", address="At the quay")
        db.session.add(store)
        signing_key = SigningKey.make(retailer, "Checkout")
        feed = Feed.at("https://pots.example/feed", retailer, claim.shop, "EUR")
    return {
        "retailer": retailer, "claim": claim, "seat": retailer.seats[0], "feed": feed,
        "store": store, "shop": claim.shop, "signing_key": signing_key,
    }  # fmt: skip
