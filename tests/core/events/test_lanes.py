"""A slow shop holds up neither letters nor notices, and one slow letter not the next."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Thread

import pytest

from community.core import events, outbox
from community.core.db import writing
from community.core.events import Fact, publish, subscribe
from community.core.lanes import LANES, LETTERS, QUICK, VISITS
from community.core.outbox import Delivery
from community.extensions import db

pytestmark = pytest.mark.both_databases
PATIENCE = 20.0


@dataclass(frozen=True)
class DoorKnocked(Fact):
    number: int


@pytest.fixture
def woken(committing_app, monkeypatch):
    """Lanes that were woken; nobody delivers by himself."""
    lanes: list[str] = []
    monkeypatch.setattr(outbox, "_wake", lanes.append)
    monkeypatch.setattr(events, "_subscribers", dict(events._subscribers))
    monkeypatch.setattr(events, "_facts", dict(events._facts))
    return lanes


class Slow:
    """A subscriber that hangs at number 0 until it is let go."""

    def __init__(self, app) -> None:
        self.app, self.heard, self.go, self.hangs = app, [], Event(), Event()

    def __call__(self, fact: DoorKnocked) -> None:
        db.session.rollback()
        if fact.number == 0:
            self.hangs.set()
            assert self.go.wait(PATIENCE)
        self.heard.append(fact.number)

    def work(self, lane: str) -> Thread:
        def run() -> None:
            with self.app.app_context():
                outbox.deliver_lane(lane)
                db.session.remove()

        thread = Thread(target=run)
        thread.start()
        return thread


def send(*numbers: int) -> None:
    with writing():
        for number in numbers:
            publish(DoorKnocked(number))


def test_each_lane_is_woken_once_a_commit(woken):
    for name, lane in (("reader", VISITS), ("postman", LETTERS), ("a", QUICK), ("b", QUICK)):
        subscribe(DoorKnocked, lambda fact: None, name=name, durable=True, lane=lane)
    send(1, 2)
    assert woken == [LETTERS, QUICK, VISITS]


def test_a_lane_that_nobody_built_is_refused(woken):
    with pytest.raises(ValueError, match="no lane 'fast'"):
        subscribe(DoorKnocked, lambda fact: None, name="x", durable=True, lane="fast")


def test_a_slow_visit_holds_up_neither_the_others_nor_other_visits(committing_app, woken):
    visit, heard = Slow(committing_app), []
    outside = {"durable": True, "in_transaction": False}
    subscribe(DoorKnocked, visit, name="reader", lane=VISITS, **outside)
    subscribe(DoorKnocked, heard.append, name="postman", lane=LETTERS, **outside)
    subscribe(DoorKnocked, heard.append, name="notes", lane=QUICK, durable=True)
    send(0)
    hanging = visit.work(VISITS)
    assert visit.hangs.wait(PATIENCE)
    send(1, 2)
    for lane in LANES:
        visit.work(lane).join(PATIENCE)
    assert sorted(fact.number for fact in heard) == [0, 0, 1, 1, 2, 2]
    assert sorted(visit.heard) == [1, 2]
    visit.go.set()
    hanging.join(PATIENCE)
    assert sorted(visit.heard) == [0, 1, 2]
    assert db.session.query(Delivery).filter_by(done_at=None).count() == 0


def test_what_found_the_lane_full_is_taken_by_those_who_filled_it(committing_app, woken):
    visit = Slow(committing_app)
    options = {"name": "reader", "durable": True, "in_transaction": False}
    subscribe(DoorKnocked, visit, lane=VISITS, **options)
    full = LANES[VISITS].threads
    send(*[0] * full)
    working = [visit.work(VISITS) for _ in range(full)]
    while db.session.query(Delivery).filter_by(leased_until=None).count():
        db.session.rollback()
        assert visit.hangs.wait(PATIENCE)
    send(7)
    visit.work(VISITS).join(PATIENCE)
    assert visit.heard == []
    visit.go.set()
    for thread in working:
        thread.join(PATIENCE)
    assert sorted(visit.heard) == [0] * full + [7]


def test_what_comes_between_the_last_look_and_the_leaving_is_taken_too(woken, monkeypatch):
    """Its own wake-up call found the lane full, so nobody else will come for it."""
    heard, real = [], outbox.deliver_all

    def deliver_and_get_one_more(lane: str) -> int:
        tried = real(lane)
        if len(heard) == 1:
            send(2)
        return tried

    monkeypatch.setattr(outbox, "deliver_all", deliver_and_get_one_more)
    subscribe(DoorKnocked, heard.append, name="notes", durable=True)
    send(1)
    outbox.deliver_lane(QUICK)
    assert [fact.number for fact in heard] == [1, 2]


def test_deliveries_without_a_subscriber_travel_in_the_quick_lane(woken):
    subscribe(DoorKnocked, lambda fact: None, name="gone", durable=True, lane=VISITS)
    send(1)
    events._subscribers.clear()
    outbox.deliver_lane(QUICK)
    assert db.session.query(Delivery).one().done_at is not None
