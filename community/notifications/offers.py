"""What members are told of vouchers and deals; many of them in portions of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from community.core.events import Fact, publish, subscribe
from community.deals.announcing import announce
from community.deals.events import (
    DealOffered,
    DealSettled,
    DealToldSome,
    RallyAnswered,
    RallyReached,
    SeatFreed,
    VoucherEnds,
    VoucherGiven,
    VoucherOffered,
)
from community.deals.models import Deal, DealJoin, Rally, RallyJoin, State, Voucher
from community.extensions import db
from community.notifications.telling import tell, tell_all
from community.retailers.models import Claim, Seat, ShopFollow

PORTION = 200


def listen() -> None:
    heard: tuple[tuple[type[Fact], Callable[[Any], None]], ...] = (
        (VoucherOffered, offered),
        (DealOffered, offered),
        (VoucherEnds, ends),
        (VoucherGiven, given),
        (SeatFreed, seated),
        (DealSettled, settled),
        (DealToldSome, settled),
        (RallyReached, reached),
        (RallyAnswered, answered),
    )
    for fact, told in heard:
        subscribe(fact, told, name="notify", durable=True)


def offered(fact: VoucherOffered | DealOffered) -> None:
    """Those who follow the shop; `announce` lets it speak once in three days."""
    thing = _offer(fact)
    if thing is None or thing.hidden_at is not None:
        return
    if not fact.after and not announce(thing):
        return
    here = ShopFollow.shop_id == thing.shop_id, ShopFollow.profile_id > fact.after
    query = select(ShopFollow.profile_id).where(*here).order_by(ShopFollow.profile_id)
    ids = list(db.session.scalars(query.limit(PORTION)))
    tell_all(ids, thing.kind, thing.kind, thing.id, None)
    if len(ids) == PORTION:
        publish(_next(fact, ids[-1]))


def _offer(fact: VoucherOffered | DealOffered) -> Any:
    if isinstance(fact, VoucherOffered):
        return db.session.get(Voucher, fact.voucher_id)
    return db.session.get(Deal, fact.deal_id)


def _next(fact: VoucherOffered | DealOffered, after: int) -> VoucherOffered | DealOffered:
    if isinstance(fact, VoucherOffered):
        return VoucherOffered(fact.voucher_id, after)
    return DealOffered(fact.deal_id, after)


def ends(fact: VoucherEnds) -> None:
    tell(fact.profile_id, "voucher_ends", Voucher.kind, fact.voucher_id, None)


def given(fact: VoucherGiven) -> None:
    tell(fact.profile_id, "voucher_given", Voucher.kind, fact.voucher_id, None)


def seated(fact: SeatFreed) -> None:
    tell(fact.profile_id, "deal_seat", Deal.kind, fact.deal_id, None)


def settled(fact: DealSettled | DealToldSome) -> None:
    """Everybody who is in it or waits, once."""
    deal, after = db.session.get(Deal, fact.deal_id), getattr(fact, "after", 0)
    if deal is None:
        return
    query = select(DealJoin).where(DealJoin.deal_id == deal.id, DealJoin.place > after)
    joins = list(db.session.scalars(query.order_by(DealJoin.place).limit(PORTION)))
    for join in joins:
        topic = f"deal_{deal.state}"
        if deal.state == State.WON and not join.is_in:
            topic = "deal_waited"
        tell(join.profile_id, topic, Deal.kind, deal.id, None, count=1)
    if len(joins) == PORTION:
        publish(DealToldSome(deal.id, joins[-1].place))


def reached(fact: RallyReached) -> None:
    """The shop’s team, under its own name: whose plan it is they do not learn."""
    rally = db.session.get(Rally, fact.rally_id)
    if rally is None or rally.hidden_at is not None:
        return
    proved = Claim.shop_id == rally.shop_id, Claim.proved_at.is_not(None)
    query = select(Seat.profile_id, Seat.retailer_id).join(
        Claim, Claim.retailer_id == Seat.retailer_id
    )
    for profile_id, retailer_id in db.session.execute(query.where(*proved, _is_taken())):
        tell(profile_id, "rally_reached", "retailer", retailer_id, None)


def _is_taken() -> Any:
    return Seat.joined_at.is_not(None)


def answered(fact: RallyAnswered) -> None:
    here = RallyJoin.rally_id == fact.rally_id, RallyJoin.profile_id > fact.after
    query = select(RallyJoin.profile_id).where(*here).order_by(RallyJoin.profile_id)
    ids = list(db.session.scalars(query.limit(PORTION)))
    tell_all(ids, "rally_answered", Rally.kind, fact.rally_id, None)
    if len(ids) == PORTION:
        publish(RallyAnswered(fact.rally_id, ids[-1]))
