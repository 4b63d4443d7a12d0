"""Vouchers, deals and plans of members, made as their forms would make them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.deals.models import Deal, Rally, Taken, Tier, Voucher
from community.extensions import db
from community.retailers.models import Retailer
from tests.world import product_by

DAY = timedelta(days=1)


def voucher_by(retailer: Retailer, *, codes: list[str] | None = None, **more: Any) -> Voucher:
    """Ten percent for everyone, ten single-use codes, for a week."""
    said: dict[str, Any] = {"gives": "percent", "percent": 10, "whom": "everyone", "budget": 10}
    said |= {"starts_at": clock.now() - DAY, "ends_at": clock.now() + 7 * DAY, "currency": "EUR"}
    with writing():
        retailer = db.session.get_one(Retailer, retailer.id)
        voucher = Voucher(retailer_id=retailer.id, **{**said, **more})
        voucher.shop_id = more.get("shop_id") or retailer.claims[0].shop_id
        voucher.open([], codes or [])
    return voucher


def deal_by(retailer: Retailer, *, steps: dict[int, int] | None = None, **more: Any) -> Deal:
    """Forty instead of sixty euros for five to six, until tomorrow."""
    product = more.pop("product", None) or product_by(retailer.seats[0].profile, listed=True)
    said: dict[str, Any] = {"amount": 4000, "usual_amount": 6000, "currency": "EUR"}
    said |= {"minimum": 5, "cap": 6, "closes_at": clock.now() + DAY, "instruction": "Come by."}
    with writing():
        retailer = db.session.get_one(Retailer, retailer.id)
        deal = Deal(retailer_id=retailer.id, product_id=product.id, **{**said, **more})
        deal.product, deal.shop_id = product, retailer.claims[0].shop_id
        deal.tiers = [Tier(from_count=n, amount=at) for n, at in (steps or {}).items()]
        deal.open()
    return deal


def rally_by(owner: Any, **more: Any) -> Rally:
    """Five at forty euros, for friends unless told otherwise."""
    product = more.pop("product", None) or product_by(owner)
    said: dict[str, Any] = {"amount": 4000, "currency": "EUR", "wanted": 5, "owner_id": owner.id}
    with writing():
        rally = Rally(product=product, ends_at=clock.now() + 30 * DAY, **{**said, **more})
        rally.shop_id = product.offers[0].shop_id
        rally.begin()
    return rally


def taken_by(voucher: Voucher, member: Any, about_id: int | None = None) -> Taken:
    with writing():
        return db.session.get_one(Voucher, voucher.id).give(member.id, about_id)


def joins(deal: Deal, *members: Any) -> None:
    for member in members:
        with writing():
            db.session.get_one(Deal, deal.id).join(member.id)


def rallied(rally: Rally, *members: Any) -> None:
    for member in members:
        with writing():
            db.session.get_one(Rally, rally.id).join(member.id)


def leaves(deal: Deal, member: Any) -> None:
    with writing():
        db.session.get_one(Deal, deal.id).leave(member.id)


def over(deal: Deal) -> Deal:
    """Its time has come, and the worker has been."""
    with writing():
        row = db.session.get_one(Deal, deal.id)
        row.closes_at = clock.now() - timedelta(seconds=1)
        db.session.flush()
        row.settle()
    return again(deal)


def again(thing: Any) -> Any:
    """As the database has it now."""
    db.session.expire_all()
    return db.session.get_one(type(thing), thing.id)


def at(place: str, thing: Any, rest: str = "") -> str:
    return f"/{place}/{encode(thing.id)}{rest}"
