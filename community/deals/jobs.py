"""What the worker does with vouchers and deals."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.jobs import every_minute
from community.deals.events import VoucherEnds
from community.deals.models import Deal, Taken, Voucher
from community.deals.queries import due_deals
from community.extensions import db

AT_ONCE = 200
SOON = timedelta(days=1)


@every_minute
def settle_due_deals() -> int:
    """Those whose time has come, each exactly once; how many there were."""
    return sum(_settle(deal_id) for deal_id in due_deals(AT_ONCE))


def _settle(deal_id: int) -> bool:
    with writing():
        deal = db.session.get(Deal, deal_id)
        return bool(deal and deal.settle())


@every_minute
def remind_of_ends() -> int:
    """Once each: kept, unused, and over within a day."""
    now = clock.now()
    soon = Voucher.ends_at > now, Voucher.ends_at <= now + SOON
    unused = Taken.used_at.is_(None), Taken.reminded_at.is_(None)
    # Who took it on its last day knows when it ends.
    fresh = Taken.created_at <= now - SOON
    query = select(Taken.id).join(Voucher, Voucher.id == Taken.voucher_id)
    query = query.where(*soon, *unused, fresh).order_by(Taken.id).limit(AT_ONCE)
    ids = list(db.session.scalars(query))
    if ids:
        with writing():
            for taken_id in ids:
                _remind(taken_id)
    return len(ids)


def _remind(taken_id: int) -> None:
    once = update(Taken).where(Taken.id == taken_id, Taken.reminded_at.is_(None))
    if change(once.values(reminded_at=clock.now())):
        taken = db.session.get_one(Taken, taken_id)
        publish(VoucherEnds(taken.voucher_id, taken.profile_id))
