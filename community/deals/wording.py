"""Vouchers and deals in words."""

from __future__ import annotations

from flask_babel import gettext as _

from community.core.money import Money
from community.deals.models import Deal, Gives, Rally, Voucher
from community.deals.models.deal import FEWEST

FEW = "<5"


def given(voucher: Voucher) -> str:
    """“15% off”, “€10.00 off”, or the shop’s own words."""
    if voucher.gives == Gives.PERCENT:
        return _("%(percent)s%% off", percent=voucher.percent)
    if voucher.gives == Gives.MONEY and voucher.value:
        return _("%(amount)s off", amount=voucher.value.format())
    return voucher.text


def title_of_voucher(voucher: Voucher) -> str:
    return _("%(gives)s at %(shop)s", gives=given(voucher), shop=voucher.shop.label)


def title_of_deal(deal: Deal) -> str:
    price = deal.settled_price if deal.settled_at and deal.settled_amount else deal.price
    return _("%(thing)s at %(price)s", thing=deal.product.title, price=price.format())


def title_of_rally(rally: Rally) -> str:
    price = Money(rally.amount, rally.currency).format()
    return _("%(thing)s for %(price)s", thing=rally.product.title, price=price)


def few(count: int) -> str:
    """A number of people as anybody may read it."""
    return FEW if 0 < count < FEWEST else str(count)
