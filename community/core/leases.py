"""Whose a delivery is for now: leased to one thread, renewed while it works, free when it died.

Rows are leased with SKIP LOCKED on PostgreSQL, by the one writer on SQLite.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Row, Select, or_, select, update

from community.core import clock
from community.core.db import change, writing
from community.core.events import subscribers_in
from community.core.lanes import LANES, QUICK, closed
from community.core.outbox_rows import Delivery
from community.extensions import db

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
LONGEST = timedelta(minutes=15)  # a delivery that hangs longer is no longer waited for
MOST_TRIES = 8


def is_due(lane: str) -> bool:
    if closed.is_set():
        return False
    found = db.session.scalar(_waiting(lane).limit(1))
    db.session.rollback()
    return found is not None


def lease(lane: str = "", most: int = 20) -> list[int]:
    """Deliveries that are ours for LEASE; of one lane, or of all."""
    if not is_due(lane):
        return []
    with writing():
        rows = db.session.execute(
            _waiting(lane).limit(most).with_for_update(skip_locked=True)
        ).all()
        ids = _chosen(rows)
        values = {"leased_until": clock.now() + LEASE, "attempts": Delivery.attempts + 1}
        change(update(Delivery).where(Delivery.id.in_(ids)).values(values))
    return ids


def _waiting(lane: str) -> Select[Any]:
    now = clock.now()
    return (
        select(Delivery.id, Delivery.leased_until, Delivery.attempts)
        .where(Delivery.done_at.is_(None), Delivery.parked_at.is_(None), Delivery.due_at <= now)
        .where(or_(Delivery.leased_until.is_(None), Delivery.leased_until < now))
        .where(*_of_lane(lane))
        .order_by(Delivery.due_at)
    )


def _of_lane(lane: str) -> list[Any]:
    """What has no subscriber any more travels with the quick ones."""
    if not lane:
        return []
    if lane != QUICK:
        return [Delivery.subscriber.in_(subscribers_in(lane))]
    others = [name for other in LANES if other != QUICK for name in subscribers_in(other)]
    return [Delivery.subscriber.not_in(others)]


def _chosen(rows: Sequence[Row[Any]]) -> list[int]:
    """Whoever had one of them before may have died of it: each of those is tried alone, so that
    only the deadly one's deaths are counted, and it is parked when they are too many."""
    orphans = [row for row in rows if row.leased_until is not None]
    deadly = [row.id for row in orphans if row.attempts > MOST_TRIES]
    if deadly:
        log.error("deliveries %s killed their worker again and again; they are parked", deadly)
        values = {"parked_at": clock.now(), "error": "the worker died of it"}
        change(update(Delivery).where(Delivery.id.in_(deadly)).values(values))
    alone = [row.id for row in orphans if row.id not in deadly][:1]
    return alone or [row.id for row in rows if row.leased_until is None]


def give_back(ids: list[int], leased_at: datetime) -> None:
    """The batch took too long: the rest is anybody's, unless the lease ran out and somebody has
    it already."""
    still_ours = Delivery.leased_until < leased_at + 1.5 * LEASE
    values = {"leased_until": None, "attempts": Delivery.attempts - 1}
    with writing():
        change(update(Delivery).where(Delivery.id.in_(ids), still_ours).values(values))


@contextmanager
def held(delivery_id: int) -> Iterator[None]:
    """The lease does not run out while the delivery runs, up to LONGEST."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    over = Event()
    Thread(target=_renew, args=(app, delivery_id, over), daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _renew(app: Flask, delivery_id: int, over: Event) -> None:
    until = time.monotonic() + LONGEST.total_seconds()
    while not over.wait(LEASE.total_seconds() / 3) and time.monotonic() < until:
        with app.app_context():
            try:
                renew(delivery_id)
            except Exception:
                log.warning("the lease of delivery %s was not renewed", delivery_id, exc_info=True)
            finally:
                db.session.remove()


def renew(delivery_id: int) -> None:
    running = update(Delivery).where(
        Delivery.id == delivery_id, Delivery.done_at.is_(None), Delivery.leased_until.is_not(None)
    )
    with writing():
        change(running.values(leased_until=clock.now() + LEASE))
