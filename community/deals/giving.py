"""Vouchers that are given and not taken: to those who are in a deal, and as thanks for a word."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import select

from community.core.events import publish
from community.deals.events import CodesDue, DealSettled, VoucherGiven
from community.deals.models import Deal, DealJoin, NotGiven, State, Taken, Voucher, Whom
from community.deals.wording import given
from community.extensions import db
from community.purchases.events import Rewarded, ShareConfirmed
from community.purchases.models import Purchase

PORTION = 200


def to_those_in(fact: DealSettled | CodesDue) -> None:
    """A portion of them by their places; said twice, each has one."""
    deal = db.session.get(Deal, fact.deal_id)
    if deal is None or deal.state != State.WON or deal.voucher_id is None:
        return
    voucher, after = db.session.get_one(Voucher, deal.voucher_id), getattr(fact, "after", 0)
    seated = DealJoin.deal_id == deal.id, DealJoin.is_in.is_(True), DealJoin.place > after
    query = select(DealJoin).where(*seated).order_by(DealJoin.place).limit(PORTION)
    joins = list(db.session.scalars(query))
    for join in joins:
        give(voucher, join.profile_id, deal.id)
    if len(joins) == PORTION:
        publish(CodesDue(deal.id, joins[-1].place))


def to_sharer(fact: ShareConfirmed) -> None:
    """The newest that the shop gives for it; once a purchase, as often a member as it says."""
    voucher = _thanks(fact.retailer_id)
    if voucher is not None and give(voucher, fact.profile_id, fact.purchase_id):
        publish(VoucherGiven(voucher.id, fact.profile_id))
        purchase = db.session.get(Purchase, fact.purchase_id)
        if purchase is not None:
            publish(Rewarded(fact.profile_id, purchase.product_id, fact.retailer_id))


def has_thanked(profile_id: int, product_id: int) -> bool:
    """Some shop gave them something for what they told of the product."""
    given = select(Taken.id).join(Voucher, Voucher.id == Taken.voucher_id)
    given = given.join(Purchase, Purchase.id == Taken.about_id)
    mine = Taken.profile_id == profile_id, Voucher.whom == Whom.SHARERS.value
    query = given.where(*mine, Purchase.product_id == product_id)
    return db.session.scalar(query.limit(1)) is not None


def said_beforehand(retailer_id: int) -> str:
    """What whoever shares may count on, where there is some left of it."""
    voucher = _thanks(retailer_id)
    if voucher is None or voucher.claim_count >= voucher.budget:
        return ""
    return _("%(shop)s thanks you with %(gift)s.", shop=voucher.shop.label, gift=given(voucher))


def _thanks(retailer_id: int) -> Voucher | None:
    thanks = Voucher.retailer_id == retailer_id, Voucher.whom == Whom.SHARERS.value
    query = select(Voucher).where(*thanks, Voucher.runs()).order_by(Voucher.id.desc()).limit(1)
    return db.session.scalar(query)


def give(voucher: Voucher, to: int, about_id: int) -> bool:
    """Once for that thing; False when they have it, none was left or it was not running."""
    had = Taken.voucher_id == voucher.id, Taken.profile_id == to, Taken.about_id == about_id
    if db.session.scalar(select(Taken.id).where(*had)):
        return False
    try:
        with db.session.begin_nested():
            voucher.give(to, about_id)
    except NotGiven:
        return False
    return True
