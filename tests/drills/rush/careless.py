"""The same acts as a shop in a hurry would write them: look, then write. They give too much."""

from __future__ import annotations

import time
from secrets import token_hex

from sqlalchemy import select, update

from community.core.db import change, writing
from community.deals.models import Deal, DealJoin, Taken, Voucher
from community.extensions import db

THINKS = 0.02


def take(voucher_id: int, profile_id: int) -> bool:
    seen, most = db.session.execute(
        select(Voucher.claim_count, Voucher.budget).where(Voucher.id == voucher_id)
    ).one()
    db.session.rollback()
    time.sleep(THINKS)
    if seen >= most:
        return False
    with writing():
        db.session.add(Taken(voucher_id=voucher_id, profile_id=profile_id, token=token_hex(16)))
        change(update(Voucher).where(Voucher.id == voucher_id).values(claim_count=seen + 1))
    return True


def join(deal_id: int, profile_id: int, place: int) -> bool:
    seen, most = db.session.execute(
        select(Deal.seat_count, Deal.cap).where(Deal.id == deal_id)
    ).one()
    db.session.rollback()
    time.sleep(THINKS)
    if seen >= most:
        return False
    with writing():
        db.session.add(DealJoin(deal_id=deal_id, profile_id=profile_id, place=place, is_in=True))
        change(update(Deal).where(Deal.id == deal_id).values(seat_count=seen + 1))
    return True
