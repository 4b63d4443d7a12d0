"""Who may use the addresses of vouchers and deals; see tests/visibility/test_every_route.py."""

from __future__ import annotations

from typing import Any

from community.catalog.models import Product
from community.core.db import writing
from community.extensions import db
from tests.deals.material import deal_by, rally_by, taken_by, voucher_by
from tests.visibility.who import AUDIENCE, OWN, OWNER, POWER
from tests.world import product_by

RULES = {
    "vouchers.show": AUDIENCE,
    "vouchers.create": AUDIENCE,
    "kept_vouchers.show": OWN,
    "kept_vouchers.use": OWN,
    "kept_vouchers.use_not": OWN,
    "tills.show": OWNER,
    "tills.update": OWNER,
    "tills.new": OWNER,
    "tills.look": OWNER,
    "team_offers.show": OWNER,
    "voucher_makings.new": OWNER,
    "voucher_makings.create": OWNER,
    "voucher_makings.destroy": OWNER,
    "voucher_makings.codes": OWNER,
    "deals.show": AUDIENCE,
    "deals.state": AUDIENCE,
    "deal_joins.create": AUDIENCE,
    "deal_joins.destroy": AUDIENCE,
    "deal_makings.new": OWNER,
    "deal_makings.create": OWNER,
    "deal_makings.destroy": OWNER,
    "rallies.new": AUDIENCE,
    "rallies.create": AUDIENCE,
    "rallies.show": AUDIENCE,
    "rallies.destroy": OWNER,
    "rally_joins.create": AUDIENCE,
    "rally_joins.destroy": AUDIENCE,
    # Of a team whose domain is proved, which the one of the sweep is not.
    "rally_answers.new": POWER,
    "rally_answers.create": POWER,
}

FORMS = {
    "rallies.create": {"price": "40", "currency": "EUR", "wanted": "5", "audience": "public"},
}


def things_of(owner: Any, audience: str, retailer: Any) -> dict[str, Any]:
    """By a team that has proved nothing, so that nobody else meets them."""
    listed = product_by(owner, f"deal-{audience}-{retailer.id}", listed=True)
    voucher, deal = voucher_by(retailer), deal_by(retailer, product=listed)
    taken = taken_by(voucher, owner)
    asked = product_by(owner, f"rally-{audience}-{retailer.id}")
    rally = rally_by(owner, audience=audience, product=asked)
    with writing():
        for shown in (listed, asked):
            db.session.get_one(Product, shown.id).listed_at = None
    return {"voucher": voucher, "taken": taken, "deal": deal, "rally": rally}
