"""What a shop’s followers are told of: the first in three days, so that following stays quiet."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, select, update

from community.core import clock
from community.core.db import change
from community.deals.models import Deal, Voucher
from community.extensions import db

QUIET = timedelta(days=3)


def announce(thing: Voucher | Deal) -> bool:
    """Inside `writing()`; False when the shop has spoken lately, or of this before."""
    thing.retailer.lock()
    lately = clock.now() - QUIET
    for model in (Voucher, Deal):
        spoken = model.shop_id == thing.shop_id, model.announced_at > lately
        if db.session.scalar(select(model.id).where(*spoken).limit(1)):
            return False
    model = type(thing)
    silent: tuple[ColumnElement[bool], ...] = model.id == thing.id, model.announced_at.is_(None)
    return bool(change(update(model).where(*silent).values(announced_at=clock.now())))
