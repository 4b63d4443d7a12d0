"""What the rest of the house hears of vouchers and deals."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import Kind, register_kind
from community.core.live import watchable
from community.deals import giving, jobs, live, wording
from community.deals.access import meets_deal, meets_voucher, opens_deal, opens_voucher, shows
from community.deals.events import CodesDue, DealMoved, DealSettled
from community.deals.models import Deal, DealJoin, Rally, RallyJoin, Taken, Voucher, VoucherCode
from community.extensions import db
from community.friends.audience import listed_for, visible_to
from community.friends.events import AudienceChanged
from community.purchases import rewarding
from community.purchases.events import ShareConfirmed
from community.purchases.incentives import say_incentives

__all__ = ["jobs", "register"]


def register() -> None:
    moves_with_product(Deal.product_id)
    moves_with_product(Rally.product_id)
    cache.unseen(VoucherCode, DealJoin, RallyJoin, Taken)
    cache.may_lag(Voucher, "claim_count", "used_count", "announced_at")
    cache.may_lag(Deal, "seat_count", "waiting_count", "last_place", "announced_at")
    _register_kinds()
    watchable("deal", live.join, None)
    subscribe(DealMoved, lambda said: cache.touch("deal", said.deal_id), name="pages")
    subscribe(DealMoved, live.announce, name="live")
    subscribe(DealSettled, giving.to_those_in, name="codes", durable=True)
    rewarding.gives("vouchers", giving.has_thanked)
    subscribe(ShareConfirmed, giving.to_sharer, name="thanks", durable=True)
    say_incentives(giving.said_beforehand)
    subscribe(CodesDue, giving.to_those_in, name="codes", durable=True)
    subscribe(AudienceChanged, _show_product, name="show-rallies", durable=True)


def _register_kinds() -> None:
    register_kind(
        Kind(
            name=Voucher.kind,
            model=Voucher,
            noun=lambda: _("voucher"),
            visible=opens_voucher,
            listed=meets_voucher,
            address=lambda voucher: url_for("vouchers.show", voucher=voucher),
            title=wording.title_of_voucher,
        )
    )
    register_kind(
        Kind(
            name=Deal.kind,
            model=Deal,
            noun=lambda: _("group deal"),
            visible=opens_deal,
            listed=meets_deal,
            address=lambda deal: url_for("deals.show", deal=deal),
            title=wording.title_of_deal,
            preload=lambda query: query.options(joinedload(Deal.product)),
        )
    )
    register_kind(
        Kind(
            name=Rally.kind,
            model=Rally,
            noun=lambda: _("plan to buy together"),
            visible=lambda viewer: visible_to(Rally, viewer),
            listed=lambda viewer: listed_for(Rally, viewer),
            address=lambda rally: url_for("rallies.show", rally=rally),
            title=wording.title_of_rally,
            preload=lambda query: query.options(joinedload(Rally.product)),
            shows=shows,
        )
    )


def _show_product(fact: Any) -> None:
    """Whoever may see a public rally may see what it is about."""
    rally = db.session.get(Rally, fact.thing_id) if fact.kind == Rally.kind else None
    if rally is not None:
        rally.show_product()
