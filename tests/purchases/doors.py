"""Who may use the addresses of purchases; see tests/visibility/test_every_route.py."""

from __future__ import annotations

from typing import Any

from community.catalog.models import Shop
from community.core.db import writing
from tests.visibility.who import AUDIENCE, OWNER
from tests.world import product_by, purchase_by

RULES = {
    "purchases.new": AUDIENCE,
    "purchases.create": AUDIENCE,
    "purchases.show": AUDIENCE,
    "purchase_edits.edit": OWNER,
    "purchase_edits.update": OWNER,
    "purchase_edits.undo": OWNER,
    "purchase_edits.tell": OWNER,
    "purchase_edits.reveal": OWNER,
    "purchase_edits.destroy": OWNER,
    "signing_keys.index": OWNER,
    "signing_keys.create": OWNER,
    "signing_keys.put_away": OWNER,
    "signing_keys.rotate": OWNER,
    "signing_keys.revoke": OWNER,
}
FORMS = {
    "purchases.create": {"place": "online", "day": "2026-11-01", "audience": "me"},
    "purchase_edits.update": {"note": "Mine now", "audience": "public"},
    "signing_keys.create": {"name": "Mine now"},
}


def things_of(owner: Any, audience: str) -> dict[str, Any]:
    product = product_by(owner, f"bought-{owner.handle}-{audience}")
    with writing():  # at a shop of its own, which it puts on show
        product.offers[0].shop = Shop.at("bought.example")
    return {"purchase": purchase_by(owner, product, audience=audience)}
