"""The outbox: facts that wait for their durable subscribers, one delivery row for each.

Rows are leased (SKIP LOCKED on PostgreSQL, one writer on SQLite), delivered at least once in no
promised order, tried again with growing pauses (4 s, 16 s, … 4.5 h), and parked alone after eight
failures: a mail server may be away for a night or ask to come back in an hour.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import JSON, Index, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change, writing
from community.core.events import Subscriber, fact_from, subscriber_of
from community.extensions import db

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
MOST_TRIES = 8
KEPT = timedelta(days=7)


class OutboxFact(Model):
    __tablename__ = "outbox"

    id: Mapped[int] = id_column()
    name: Mapped[str] = text_column(80)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at = stamp(index=True)
    deliveries: Mapped[list[Delivery]] = relationship(back_populates="fact", passive_deletes=True)


class Delivery(Model):
    __tablename__ = "deliveries"

    id: Mapped[int] = id_column()
    fact_id: Mapped[int] = reference("outbox.id")
    subscriber: Mapped[str] = text_column(80)
    due_at = stamp()
    leased_until = moment()
    attempts: Mapped[int] = mapped_column(default=0)
    done_at = moment()
    parked_at = moment()
    error: Mapped[str] = text_column(400)
    fact: Mapped[OutboxFact] = relationship(back_populates="deliveries")

    __table_args__ = (Index("ix_deliveries_waiting", "done_at", "parked_at", "due_at"),)


_wake: Callable[[], None] = lambda: None  # noqa: E731


def on_wake(run: Callable[[], None]) -> None:
    """Set what is called after a commit that left deliveries behind."""
    global _wake
    _wake = run


def wake() -> None:
    try:
        _wake()
    except Exception:
        # The rows are the truth; the worker's own tick finds them a little later.
        log.warning("the worker could not be woken", exc_info=True)


def record(name: str, payload: dict[str, Any], subscribers: list[str]) -> None:
    fact = OutboxFact(name=name, payload=payload)
    fact.deliveries = [Delivery(subscriber=subscriber) for subscriber in subscribers]
    db.session.add(fact)


def deliver_all(rounds: int = 100) -> int:
    """Deliver until nothing is due; the number of deliveries tried."""
    tried = 0
    for _ in range(rounds):
        batch, until = lease(), clock.now() + LEASE / 2
        if not batch:
            break
        for place, delivery_id in enumerate(batch):
            if clock.now() > until:
                _give_back(batch[place:])
                break
            deliver(delivery_id)
            tried += 1
    return tried


def lease(most: int = 20) -> list[int]:
    now = clock.now()
    waiting = (
        select(Delivery.id)
        .where(Delivery.done_at.is_(None), Delivery.parked_at.is_(None), Delivery.due_at <= now)
        .where(or_(Delivery.leased_until.is_(None), Delivery.leased_until < now))
        .order_by(Delivery.due_at)
        .limit(most)
    )
    if db.session.scalar(waiting.limit(1)) is None:
        db.session.rollback()
        return []
    with writing():
        ids = list(db.session.scalars(waiting.with_for_update(skip_locked=True)))
        db.session.execute(
            update(Delivery)
            .where(Delivery.id.in_(ids))
            .values(leased_until=now + LEASE, attempts=Delivery.attempts + 1)
        )
    return ids


def _give_back(ids: list[int]) -> None:
    """The batch took too long: the rest is anybody's, before the lease runs out under our hands."""
    with writing():
        db.session.execute(
            update(Delivery)
            .where(Delivery.id.in_(ids))
            .values(leased_until=None, attempts=Delivery.attempts - 1)
        )


def deliver(delivery_id: int) -> None:
    """Tell one subscriber; what is done already stays done."""
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
