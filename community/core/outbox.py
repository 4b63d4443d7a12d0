"""The outbox: facts that wait for their durable subscribers, one delivery row for each.

Rows are leased (`core.leases`), delivered at least once in no promised order, tried again with
growing pauses (4 s, 16 s, … 4.5 h), and parked alone after eight failures: a mail server may be
away for a night or ask to come back in an hour.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from community.core import clock, work
from community.core.db import change, writing
from community.core.events import Subscriber, fact_from, subscriber_of
from community.core.lanes import LANES
from community.core.leases import LEASE, MOST_TRIES, give_back, held, is_due, lease
from community.core.outbox_rows import Delivery, OutboxFact
from community.extensions import db

log = logging.getLogger(__name__)

KEPT = timedelta(days=7)

_wake: Callable[[str], None] = lambda lane: None  # noqa: E731


def on_wake(run: Callable[[str], None]) -> None:
    """Set what is called with a lane's name after a commit that left deliveries in it."""
    global _wake
    _wake = run


def wake(lane: str) -> None:
    try:
        _wake(lane)
    except Exception:
        # The rows are the truth; the worker's own tick finds them a little later.
        log.warning("the worker could not be woken", exc_info=True)


def record(name: str, payload: dict[str, Any], subscribers: list[str]) -> None:
    fact = OutboxFact(name=name, payload=payload)
    fact.deliveries = [Delivery(subscriber=subscriber) for subscriber in subscribers]
    db.session.add(fact)


def deliver_lane(name: str) -> None:
    """Deliver what is due in a lane, unless as many are at it as it has room for.

    Asked again after leaving: what came meanwhile found the lane full and left it to us.
    """
    lane = LANES[name]
    while is_due(name) and lane.gate.acquire(blocking=False):
        try:
            deliver_all(name)
        finally:
            lane.gate.release()


def deliver_all(lane: str = "", rounds: int = 100) -> int:
    """Deliver until nothing is due, in one lane or in all; the number of deliveries tried."""
    tried, most = 0, LANES[lane].batch if lane else 20
    for _ in range(rounds):
        leased_at = clock.now()
        batch = lease(lane, most)
        if not batch:
            break
        for place, delivery_id in enumerate(batch):
            if clock.now() > leased_at + LEASE / 2:
                give_back(batch[place:], leased_at)
                break
            deliver(delivery_id)
            tried += 1
    return tried


def deliver(delivery_id: int) -> None:
    """Tell one subscriber; what is done already stays done."""
    with work.about(delivery=delivery_id):
        try:
            _tell(delivery_id)
        except Exception as error:
            log.exception("delivery %s failed", delivery_id)
            db.session.rollback()
            _fail(delivery_id, type(error).__name__)


def _tell(delivery_id: int) -> None:
    delivery = db.session.get(Delivery, delivery_id, populate_existing=True)
    if delivery is None or delivery.done_at is not None:
        return
    fact = fact_from(delivery.fact.name, delivery.fact.payload)
    subscriber = subscriber_of(delivery.fact.name, delivery.subscriber)
    db.session.commit()
    if fact and subscriber:
        _run(subscriber, fact, delivery_id)
    else:
        _finish(delivery_id)


def _run(subscriber: Subscriber, fact: Any, delivery_id: int) -> None:
    if not subscriber.in_transaction:
        with held(delivery_id):
            subscriber.run(fact)
        _finish(delivery_id)
        return
    with writing():
        # The mark first: of two who deliver the same, the second finds it and leaves.
        if _finish(delivery_id):
            subscriber.run(fact)


def _finish(delivery_id: int) -> bool:
    """Mark it done; False when it was."""
    undone = update(Delivery).where(Delivery.id == delivery_id, Delivery.done_at.is_(None))
    with writing():
        return bool(change(undone.values(done_at=clock.now())))


def _fail(delivery_id: int, error: str) -> None:
    with writing():
        delivery = db.session.get(Delivery, delivery_id)
        if delivery is None or delivery.done_at is not None:
            return
        delivery.error = error
        delivery.leased_until = None
        delivery.due_at = clock.now() + timedelta(seconds=4**delivery.attempts)
        if delivery.attempts >= MOST_TRIES:
            delivery.parked_at = clock.now()


def forget_delivered() -> None:
    """Drop facts that everybody has heard, a week after."""
    waiting = select(Delivery.fact_id).where(Delivery.done_at.is_(None))
    with writing():
        db.session.execute(
            delete(OutboxFact)
            .where(OutboxFact.created_at < clock.now() - KEPT)
            .where(OutboxFact.id.not_in(waiting))
        )
