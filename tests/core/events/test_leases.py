"""What killed its worker is tried alone, then parked; what takes long keeps its lease."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from threading import Event

import pytest

from community.core import clock, events, leases, outbox
from community.core.db import writing
from community.core.events import Fact, publish, subscribe
from community.core.leases import LEASE, MOST_TRIES
from community.core.outbox import Delivery
from community.extensions import db

pytestmark = pytest.mark.both_databases
LATER = LEASE + timedelta(seconds=1)


@dataclass(frozen=True)
class TrapSprung(Fact):
    number: int


class Death(BaseException):
    """Stands for a process that ends without a word: nothing of ours catches it."""


@pytest.fixture
def site(committing_app, monkeypatch):
    monkeypatch.setattr(outbox, "_wake", lambda lane: None)
    monkeypatch.setattr(events, "_subscribers", dict(events._subscribers))
    monkeypatch.setattr(events, "_facts", dict(events._facts))
    return committing_app


def send(*numbers: int) -> None:
    with writing():
        for number in numbers:
            publish(TrapSprung(number))


def live_and_die(lives: int) -> int:
    """So many workers, each after the lease of the one before has run out; how many died."""
    deaths, now = 0, clock.now()
    for _ in range(lives):
        now += LATER
        with clock.fixed_at(now):
            try:
                outbox.deliver_all()
            except Death:
                deaths += 1
                db.session.rollback()
    return deaths


def waiting() -> list[Delivery]:
    db.session.expire_all()
    return db.session.query(Delivery).filter_by(done_at=None).all()


@pytest.mark.parametrize("in_transaction", [True, False])
def test_a_delivery_that_kills_its_worker_is_parked_and_the_others_are_told(site, in_transaction):
    heard = []

    def die_of_three(fact: TrapSprung) -> None:
        if fact.number == 3:
            raise Death
        heard.append(fact.number)

    subscribe(TrapSprung, die_of_three, name="trap", durable=True, in_transaction=in_transaction)
    send(1, 2, 3, 4, 5)
    assert live_and_die(20) == MOST_TRIES + 1
    assert sorted(heard) == [1, 2, 4, 5]
    (parked,) = waiting()
    assert parked.parked_at is not None
    assert parked.error == "the worker died of it"


def test_bystanders_of_many_deaths_are_not_parked(site):
    """Twenty deaths by twenty different deliveries are nobody's ninth."""
    heard, died_once = [], set()

    def die_once(fact: TrapSprung) -> None:
        if fact.number not in died_once:
            died_once.add(fact.number)
            raise Death
        heard.append(fact.number)

    subscribe(TrapSprung, die_once, name="trap", durable=True, in_transaction=False)
    send(*range(20))
    assert live_and_die(45) == 20
    assert sorted(heard) == list(range(20))
    assert waiting() == []


def test_a_long_delivery_keeps_its_lease_while_it_runs(site, monkeypatch):
    monkeypatch.setattr(leases, "LEASE", timedelta(seconds=0.6))
    taken, long_enough = [], Event()

    def dawdle(fact: TrapSprung) -> None:
        for _ in range(6):
            long_enough.wait(0.3)
            taken.extend(outbox.lease())

    subscribe(TrapSprung, dawdle, name="slow", durable=True, in_transaction=False)
    send(1)
    outbox.deliver_all()
    assert taken == []
    assert waiting() == []


def test_what_waits_for_its_next_try_is_not_leased_by_a_late_renewal(site):
    def stumble(fact: TrapSprung) -> None:
        raise OSError

    subscribe(TrapSprung, stumble, name="one", durable=True)
    send(1)
    outbox.deliver_all()
    (delivery,) = waiting()
    leases.renew(delivery.id)
    db.session.expire_all()
    assert delivery.leased_until is None


def test_a_lease_that_ran_out_is_not_given_back_from_under_the_next_holder(site):
    subscribe(TrapSprung, lambda fact: None, name="one", durable=True)
    send(1)
    began = clock.now()
    with clock.fixed_at(began):
        ids = leases.lease()
    with clock.fixed_at(began + LATER):
        assert leases.lease() == ids
    leases.give_back(ids, began)
    (delivery,) = waiting()
    assert delivery.leased_until is not None
    with clock.fixed_at(began + LATER):
        leases.give_back(ids, clock.now())
    (delivery,) = waiting()
    assert delivery.leased_until is None
