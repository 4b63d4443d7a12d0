"""Counting visits to shops: a person once a day, own offers not, nobody told apart later."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, update

from community.catalog.models import Click, Offer
from community.core import clock
from community.core.db import writing
from community.core.jobs import every_minute
from community.core.upsert import insert_or_ignore
from community.extensions import db

KEPT = timedelta(days=7)


def count_visit(offer: Offer, visitor: str) -> bool:
    """Inside `writing()`. Of `visitor`, an id or a network, only a salted hash stays. False for
    one that was counted today."""
    today = clock.now().date()
    secret = current_app.extensions["settings"].secret_key.encode()
    salt = hmac.new(secret, f"visits:{today}".encode(), hashlib.sha256).digest()
    digest = hmac.new(salt, visitor.encode(), hashlib.sha256).hexdigest()
    if not insert_or_ignore(Click, {"offer_id": offer.id, "day": today, "visitor": digest}):
        return False
    db.session.execute(update(Offer).where(Offer.id == offer.id).values(clicks=Offer.clicks + 1))
    return True


@every_minute
def forget_visitors() -> None:
    with writing():
        db.session.execute(delete(Click).where(Click.day < (clock.now() - KEPT).date()))
