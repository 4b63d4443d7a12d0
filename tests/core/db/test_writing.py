"""How a write begins, ends, and says that it happened. On both databases."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Barrier, Thread

import pytest

from community.accounts.models import Profile
from community.core import outbox
from community.core.db import SQLITE_PRAGMAS, is_sqlite, writing
from community.core.events import Fact, publish, subscribe
from community.core.outbox import Delivery, OutboxFact
from community.extensions import db
from tests.services.database import listening


@dataclass(frozen=True)
class BellRung(Fact):
    times: int


@pytest.fixture
def heard(monkeypatch):
    """What live subscribers heard, and how often the worker was woken."""
    log: list[object] = []
    subscribe(BellRung, log.append, name="ear")
    subscribe(BellRung, lambda fact: None, name="ledger", durable=True)
    monkeypatch.setattr(outbox, "_wake", lambda lane: log.append(f"woken: {lane}"))
    return log


def rows(model) -> int:
    return db.session.query(model).count()


def add_person(handle: str) -> None:
    db.session.add(Profile.person(handle, handle))


def in_threads(app, many: int, do) -> list[Exception]:
    """Runs `do(number)` in that many threads at once; the errors of all of them."""
    start, errors = Barrier(many), []

    def run(number: int) -> None:
        with app.app_context():
            try:
                start.wait(20)
                do(number)
            except Exception as error:
                errors.append(error)
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=(number,)) for number in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return errors


def test_every_connection_of_the_pool_has_our_settings(committing_app):
    if not is_sqlite():
        with db.engine.connect() as connection:
            zone = connection.exec_driver_sql("SHOW timezone").scalar()
            wait = connection.exec_driver_sql("SHOW statement_timeout").scalar()
        assert (zone, wait) == ("UTC", "15s")
        return
    db.engine.dispose()
    connections = [db.engine.connect() for _ in range(6)]
    assert len({id(each.connection.dbapi_connection) for each in connections}) == 6
    for connection in connections:
        for name, value in SQLITE_PRAGMAS.items():
            assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
        connection.close()


def test_a_write_takes_the_lock_when_it_begins_and_a_read_does_not(committing_app):
    begun = []
    with listening(lambda sql: begun.append(sql) if sql.startswith("BEGIN") else None):
        rows(Profile)
        with writing():
            rows(Profile)
    assert begun == (["BEGIN", "BEGIN IMMEDIATE"] if is_sqlite() else [])


def test_eight_threads_that_read_and_then_write_never_fail(committing_app):
    with writing():
        add_person("counter")
    person = db.session.query(Profile).one().id
    db.session.commit()

    def count_up(number: int) -> None:
        for _ in range(10):
            db.session.get(Profile, person).name  # noqa: B018 – the read that opens a snapshot
            with writing():
                profile = db.session.get(Profile, person, with_for_update={"of": Profile})
                profile.bio = str(int(profile.bio or 0) + 1)

    assert in_threads(committing_app, 8, count_up) == []
    db.session.expire_all()
    assert db.session.get(Profile, person).bio == "80"


def test_more_writers_than_connections_wait_and_do_not_block_each_other(committing_app):
    """Each has read before, so each holds a connection when it joins the queue of writers."""
    full = db.engine.pool.size() + db.engine.pool._max_overflow
    db.session.commit()
    many, all_taken = full + 10, Barrier(full + 10)

    def read_and_write(number: int) -> None:
        if number < full:
            rows(Profile)
        all_taken.wait(20)
        rows(Profile)
        with writing():
            time.sleep(0.01)  # whoever waits for a connection takes the one this write let go
            add_person(f"p{number}")

    assert in_threads(committing_app, many, read_and_write) == []
    assert rows(Profile) == many


def test_an_error_takes_everything_back_and_announces_nothing(committing_app, heard):
    with pytest.raises(ZeroDivisionError), writing():  # noqa: PT012
        add_person("ana")
        publish(BellRung(1))
        db.session.flush()
        1 / 0  # noqa: B018
    assert (rows(Profile), rows(OutboxFact), rows(Delivery), heard) == (0, 0, 0, [])
    with writing():
        add_person("ben")
    assert heard == []  # nor does the next write say it


def test_facts_are_told_after_the_commit_and_never_before(committing_app, heard):
    seen_by_others = []

    def look(fact: BellRung) -> None:
        with db.engine.connect() as other:
            count = other.execute(db.select(db.func.count()).select_from(OutboxFact)).scalar()
            seen_by_others.append(count)

    subscribe(BellRung, look, name="looker")
    with writing():
        publish(BellRung(2))
        db.session.flush()
        assert heard == []
    assert heard == [BellRung(2), "woken: quick"]
    assert seen_by_others == [1]
    assert [each.subscriber for each in db.session.query(Delivery)] == ["ledger"]


def test_a_nested_write_joins_the_outer_one(committing_app, heard):
    with pytest.raises(ZeroDivisionError), writing():  # noqa: PT012
        with writing():
            add_person("ana")
            publish(BellRung(3))
        assert heard == []
        1 / 0  # noqa: B018
    assert (rows(Profile), heard) == (0, [])
    with writing(), writing():
        add_person("ben")
        publish(BellRung(4))
    assert (rows(Profile), heard) == (1, [BellRung(4), "woken: quick"])


def test_a_live_subscriber_that_fails_harms_nobody(committing_app, heard):
    def stumble(fact: BellRung) -> None:
        raise RuntimeError

    subscribe(BellRung, stumble, name="a-stumbler")
    with writing():
        add_person("ana")
        publish(BellRung(5))
    assert rows(Profile) == 1
    assert heard == [BellRung(5), "woken: quick"]


@pytest.fixture(autouse=True)
def forget_subscribers():
    from community.core import events

    kept, facts = dict(events._subscribers), dict(events._facts)
    yield
    events._subscribers.clear()
    events._subscribers.update(kept)
    events._facts.clear()
    events._facts.update(facts)
