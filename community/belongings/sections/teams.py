"""Shops' teams one belongs to; what a team keeps is taken along by its owners."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, rows
from community.catalog.models import Shop
from community.deals.models import Deal, Voucher
from community.extensions import db
from community.retailers.models import Claim, Feed, Retailer, Seat, SigningKey, Store
from community.retailers.models.seat import OWNER


def seats(me: Profile) -> Iterable[Row]:
    query = select(Seat, Retailer.name).join(Retailer, Retailer.id == Seat.retailer_id)
    for seat, name in db.session.execute(query.where(Seat.profile_id == me.id)):
        yield {**columns(seat), "name": name}


def retailers(me: Profile) -> Iterable[Row]:
    return [columns(each) for each in rows(select(Retailer).where(_is_owned(Retailer.id, me)))]


def claims(me: Profile) -> Iterable[Row]:
    return _of_shops(Claim, me)


def feeds(me: Profile) -> Iterable[Row]:
    return _of_shops(Feed, me)


def stores(me: Profile) -> Iterable[Row]:
    return [columns(each) for each in rows(select(Store).where(_is_owned(Store.retailer_id, me)))]


def signing_keys(me: Profile) -> Iterable[Row]:
    """Which there are; no secret stands in a row."""
    query = select(SigningKey).where(_is_owned(SigningKey.retailer_id, me))
    return [columns(each) for each in rows(query)]


def vouchers(me: Profile) -> Iterable[Row]:
    return _of_shops(Voucher, me)


def group_deals(me: Profile) -> Iterable[Row]:
    query = select(Deal).where(_is_owned(Deal.retailer_id, me)).options(selectinload(Deal.tiers))
    for deal in rows(query):
        steps = {tier.from_count: tier.amount for tier in deal.tiers}
        yield {**columns(deal), "domain": deal.shop.domain, "steps": steps}


def _of_shops(model: Any, me: Profile) -> Iterable[Row]:
    query = select(model, Shop.domain).join(Shop, Shop.id == model.shop_id)
    for each, domain in db.session.execute(query.where(_is_owned(model.retailer_id, me))).unique():
        yield {**columns(each), "domain": domain}


def _is_owned(retailer_id: Any, me: Profile) -> Any:
    owned = Seat.profile_id == me.id, Seat.role == OWNER, Seat.joined_at.is_not(None)
    return retailer_id.in_(select(Seat.retailer_id).where(*owned))
