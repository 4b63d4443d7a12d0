"""What is sent twice of vouchers and deals; see tests/core/idempotency."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from community.core import clock
from community.core.db import writing
from community.core.text import slugify
from community.extensions import db
from tests.core.idempotency.stage import Sent, Stage, key
from tests.deals.material import deal_by, rallied, rally_by, taken_by, voucher_by
from tests.world import person, product_by


def team(s: Stage) -> Any:
    """ana’s, with the domain proved and a thing on show."""
    s.with_domain()
    product_by(s.ana, "kettle", listed=True)
    return s.retailer


def known(s: Stage) -> Stage:
    """ana is no newcomer."""
    with writing():
        s.ana.created_at = clock.now() - timedelta(days=30)
    return s


def take(s: Stage) -> Sent:
    voucher = voucher_by(team(s), per_member=5)
    page = f"/vouchers/{key(voucher)}-{slugify('Pots and Co')}"
    return s.ana_sends(f"/vouchers/{key(voucher)}/take", page)


def new_voucher(s: Stage) -> Sent:
    said = {"gives": "percent", "percent": "10", "whom": "everyone", "codes": "own", "budget": "3"}
    said |= {"ends": "2026-12-31", "currency": "EUR", "online": "y"}
    path = f"/retailers/{key(team(s))}/vouchers/new"
    return s.ana_sends(path, path, shop=key(s.claim.shop), **said)


def new_deal(s: Stage) -> Sent:
    path = f"/retailers/{key(team(s))}/deals/new"
    product = db.session.query(type(s.product)).filter_by(title="The kettle of pots.example").one()
    return s.ana_sends(path, path, product=key(product), **DEAL)


DEAL = {
    "usual": "60", "price": "40", "currency": "EUR", "minimum": "5", "cap": "9",
    "closes": "2026-12-20T12:00", "handing": "codes", "instruction": "Come by.",
}  # fmt: skip


def new_rally(s: Stage) -> Sent:
    path = f"/products/{key(s.product)}/together"
    said = {"price": "40", "currency": "EUR", "wanted": "5", "audience": "friends"}
    shop = key(s.product.offers[0].shop)
    return s.ana_sends(path, path, shop=shop, **said)


def no_more_rally(s: Stage) -> Sent:
    rally = rally_by(s.ana)
    page = f"/rallies/{key(rally)}-{slugify(rally.product.title)}"
    return s.ana_sends(f"/rallies/{key(rally)}/remove", page)


def answered_rally(s: Stage) -> Sent:
    team(s)
    rally = rally_by(s.ana, product=s.product)
    rallied(rally, *(person(f"buyer{number}") for number in range(4)))
    path = f"/retailers/{key(s.retailer)}/together/{key(rally)}"
    return s.ana_sends(path, path, answer="yes", product=key(s.product), words="Yes!", **DEAL)


def till(s: Stage) -> Sent:
    path = f"/till/{taken_by(voucher_by(team(s)), s.ben).token}"
    return s.ana_sends(path, path)


ONCE: dict[str, Any] = {
    "tills.update": till,
    "vouchers.create": take,
    "voucher_makings.create": new_voucher,
    "deal_makings.create": new_deal,
    "rallies.create": new_rally,
    "rallies.destroy": no_more_rally,
    "rally_answers.create": answered_rally,
}

HARMLESS: dict[str, Any] = {
    "kept_vouchers.use": (
        "is used once, by a conditional UPDATE",
        lambda s: s.ana_sends(f"/vouchers/kept/{key(taken_by(voucher_by(team(s)), s.ana))}/used"),
    ),
    "kept_vouchers.use_not": (
        "is open or not",
        lambda s: s.ana_sends(f"/vouchers/kept/{key(taken_by(voucher_by(team(s)), s.ana))}/unused"),
    ),
    "tills.look": (
        "looks and changes nothing",
        lambda s: s.ana_sends(
            f"/retailers/{key(team(s))}/till", code=taken_by(voucher_by(s.retailer), s.ben).text
        ),
    ),
    "voucher_makings.destroy": (
        "stands or not",
        lambda s: s.ana_sends(f"/vouchers/{key(voucher_by(team(s)))}/stop"),
    ),
    "deal_makings.destroy": (
        "stops once, by a conditional UPDATE",
        lambda s: s.ana_sends(f"/deals/{key(deal_by(team(s)))}/stop"),
    ),
    "deal_joins.create": (
        "one place a member and deal by a unique index",
        lambda s: known(s).ana_sends(f"/deals/{key(deal_by(team(s)))}/join"),
    ),
    "deal_joins.destroy": (
        "a place that is gone is gone",
        lambda s: s.ana_sends(f"/deals/{key(deal_by(team(s)))}/leave"),
    ),
    "rally_joins.create": (
        "one row a member by a unique index",
        lambda s: known(s).ana_sends(f"/rallies/{key(rally_by(s.ana))}/join"),
    ),
    "rally_joins.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/rallies/{key(rally_by(s.ana))}/leave"),
    ),
}
