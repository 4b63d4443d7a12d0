"""Facts wait in rows, and each durable subscriber hears each of them, whatever fails meanwhile."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from community.accounts.models import Profile
from community.core import clock, outbox
from community.core.db import writing
from community.core.events import Fact, publish, subscribe
from community.core.ids import new_id
from community.core.outbox import LEASE, MOST_TRIES, Delivery, OutboxFact
from community.extensions import db

pytestmark = pytest.mark.both_databases


@dataclass(frozen=True)
class ParcelSent(Fact):
    number: int


@pytest.fixture
def site(committing_app, monkeypatch):
    """Nobody delivers by himself; subscribers of a test are forgotten after it."""
    from community.core import events

    monkeypatch.setattr(outbox, "_wake", lambda lane: None)
    monkeypatch.setattr(events, "_subscribers", dict(events._subscribers))
    monkeypatch.setattr(events, "_facts", dict(events._facts))
    return committing_app


def send(*numbers: int) -> None:
    with writing():
        for number in numbers:
            publish(ParcelSent(number))


def receipts() -> list[str]:
    """Effects of the transactional subscriber below."""
    db.session.expire_all()
    return sorted(profile.handle for profile in db.session.query(Profile))


def keep_receipt(fact: ParcelSent) -> None:
    db.session.add(Profile.person(f"parcel{fact.number}", "A receipt"))
    db.session.flush()


def delivery_of(subscriber: str) -> Delivery:
    db.session.expire_all()
    return db.session.query(Delivery).filter_by(subscriber=subscriber).one()


def test_each_durable_subscriber_hears_each_fact_once(site):
    heard = []
    for name in ("one", "two"):
        subscribe(ParcelSent, heard.append, name=name, durable=True, in_transaction=name == "one")
    send(1, 2)
    assert heard == []
    assert outbox.deliver_all() == 4
    assert sorted(fact.number for fact in heard) == [1, 1, 2, 2]
    assert outbox.deliver_all() == 0
    assert len(heard) == 4


def test_what_is_leased_is_nobody_elses_until_the_lease_ends(site):
    subscribe(ParcelSent, lambda fact: None, name="one", durable=True)
    send(1)
    now = clock.now()
    with clock.fixed_at(now):
        assert len(outbox.lease()) == 1
        assert outbox.lease() == []
    with clock.fixed_at(now + LEASE + timedelta(seconds=1)):
        assert len(outbox.lease()) == 1


@pytest.mark.parametrize("in_transaction", [True, False])
def test_delivering_again_what_is_done_does_nothing(site, in_transaction):
    heard = []
    subscribe(ParcelSent, heard.append, name="one", durable=True, in_transaction=in_transaction)
    send(1)
    (delivery,) = outbox.lease()
    outbox.deliver(delivery)
    outbox.deliver(delivery)
    outbox.deliver(123456789)
    assert heard == [ParcelSent(1)]


def test_a_failing_subscriber_is_tried_again_ever_later_and_then_parked(site):
    tries, heard, pauses = [], [], []

    def stumble(fact: ParcelSent) -> None:
        tries.append(fact)
        raise OSError("the shop is closed")

    subscribe(ParcelSent, stumble, name="stumbler", durable=True)
    subscribe(ParcelSent, heard.append, name="other", durable=True)
    send(1)
    now = clock.now()
    for _ in range(MOST_TRIES + 3):
        with clock.fixed_at(now):
            outbox.deliver_all()
            due = delivery_of("stumbler").due_at
        pauses.append((due - now).total_seconds())
        now = max(due, now) + timedelta(seconds=1)
    assert len(tries) == MOST_TRIES
    assert pauses[: MOST_TRIES - 1] == [4**tried for tried in range(1, MOST_TRIES)]
    parked = delivery_of("stumbler")
    assert parked.parked_at is not None
    assert (parked.done_at, parked.error) == (None, "OSError")
    assert heard == [ParcelSent(1)]


def test_a_fact_that_no_longer_fits_its_class_holds_up_nobody(site):
    """As after a deployment that gave the fact another field."""
    heard = []
    subscribe(ParcelSent, heard.append, name="one", durable=True)
    send(1)
    with writing():
        db.session.query(OutboxFact).one().payload = {"weight": 3}
    send(2)
    outbox.deliver_all()
    assert heard == [ParcelSent(2)]
    errors = [each.error for each in db.session.query(Delivery) if each.done_at is None]
    assert errors == ["TypeError"]


def test_the_effect_and_the_mark_are_kept_together_or_not_at_all(site):
    failing = [True]

    def keep_and_maybe_fail(fact: ParcelSent) -> None:
        keep_receipt(fact)
        if failing:
            raise RuntimeError

    subscribe(ParcelSent, keep_and_maybe_fail, name="one", durable=True)
    send(1)
    outbox.deliver_all()
    assert (receipts(), delivery_of("one").done_at) == ([], None)
    failing.clear()
    with clock.fixed_at(clock.now() + timedelta(minutes=5)):
        outbox.deliver_all()
    assert receipts() == ["parcel1"]
    assert delivery_of("one").done_at is not None


def test_a_slow_batch_gives_back_what_it_cannot_begin_in_time(site, monkeypatch):
    heard, started = [], clock.now()

    def dawdle(fact: ParcelSent) -> None:
        heard.append(fact.number)
        monkeypatch.setattr(clock, "_fixed", clock.now() + LEASE)

    monkeypatch.setattr(clock, "_fixed", started)
    subscribe(ParcelSent, dawdle, name="one", durable=True, in_transaction=False)
    send(1, 2)
    outbox.deliver_all(rounds=1)
    assert len(heard) == 1
    waiting = db.session.query(Delivery).filter(Delivery.done_at.is_(None)).one()
    assert (waiting.leased_until, waiting.attempts) == (None, 0)
    outbox.deliver_all(rounds=1)
    assert sorted(heard) == [1, 2]


def test_two_workers_at_once_deliver_each_fact_once(site):
    subscribe(ParcelSent, keep_receipt, name="receipts", durable=True)
    heard = []
    subscribe(ParcelSent, heard.append, name="ears", durable=True, in_transaction=False)
    send(*range(30))
    start = Barrier(2)

    def work() -> None:
        with site.app_context():
            start.wait(20)
            outbox.deliver_all()
            db.session.remove()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert sorted(fact.number for fact in heard) == list(range(30))
    assert len(receipts()) == 30
    assert {each.attempts for each in db.session.query(Delivery)} == {1}


def test_two_who_hold_the_same_delivery_have_one_effect(site):
    """A lease can run out under a worker that is slow; the mark decides, not the lease."""

    def keep_slowly(fact: ParcelSent) -> None:
        keep_receipt(ParcelSent(new_id()))
        time.sleep(0.5)

    subscribe(ParcelSent, keep_slowly, name="one", durable=True)
    send(1)
    (delivery,) = outbox.lease()
    start = Barrier(2)

    def work() -> None:
        with site.app_context():
            start.wait(20)
            outbox.deliver(delivery)
            db.session.remove()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert len(receipts()) == 1
    assert delivery_of("one").error == ""


def test_what_everybody_has_heard_is_forgotten_after_a_week(site):
    subscribe(ParcelSent, lambda fact: None, name="one", durable=True)
    send(1)
    outbox.deliver_all()
    send(2)
    with clock.fixed_at(clock.now() + timedelta(days=8)):
        outbox.forget_delivered()
    assert [fact.payload["number"] for fact in db.session.query(OutboxFact)] == [2]
