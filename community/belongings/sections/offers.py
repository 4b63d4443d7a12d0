"""Vouchers one keeps, and what one would buy with others."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, rows, title
from community.deals.models import Deal, DealJoin, Rally, RallyJoin, Taken
from community.deals.wording import title_of_voucher


def kept_vouchers(me: Profile) -> Iterable[Row]:
    """With the code that is typed at the checkout; what a till reads opens something and stays."""
    for taken in rows(select(Taken).where(Taken.profile_id == me.id).order_by(Taken.id)):
        named = {"title": title_of_voucher(taken.voucher), "code": taken.text}
        yield {**columns(taken, "code_id", "about_id"), **named, "state": taken.state}


def deal_joins(me: Profile) -> Iterable[Row]:
    for join in rows(select(DealJoin).where(DealJoin.profile_id == me.id)):
        yield {**columns(join, "home"), "title": title(me, Deal.kind, join.deal_id)}


def rallies(me: Profile) -> Iterable[Row]:
    query = select(Rally).where(Rally.owner_id == me.id).options(joinedload(Rally.product))
    for rally in rows(query):
        yield {**columns(rally), "title": rally.product.title, "shop": rally.shop.domain}


def rally_joins(me: Profile) -> Iterable[Row]:
    for join in rows(select(RallyJoin).where(RallyJoin.profile_id == me.id)):
        yield {**columns(join), "title": title(me, Rally.kind, join.rally_id)}
