"""A write of which a part failed is taken back whole, and what was said in that part with it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import pytest
from sqlalchemy.exc import IntegrityError

from community.accounts.models import Profile
from community.core import events
from community.core.db import WriteBroken, writing
from community.core.events import Fact, publish, subscribe
from community.core.outbox import OutboxFact
from community.extensions import db


@dataclass(frozen=True)
class GlassRaised(Fact):
    number: int


@pytest.fixture
def heard(monkeypatch):
    monkeypatch.setattr(events, "_subscribers", dict(events._subscribers))
    monkeypatch.setattr(events, "_facts", dict(events._facts))
    log: list[Fact] = []
    subscribe(GlassRaised, log.append, name="ear")
    subscribe(GlassRaised, lambda fact: None, name="ledger", durable=True)
    return log


def add_person(handle: str) -> None:
    db.session.add(Profile.person(handle, handle))
    db.session.flush()


def people() -> list[str]:
    return sorted(db.session.scalars(db.select(Profile.handle)))


def write_half() -> None:
    """The second half of an act fails after the first was written."""
    with writing():
        add_person("half")
        publish(GlassRaised(0))
        raise ZeroDivisionError


def test_an_inner_write_that_failed_cannot_be_committed_by_the_outer_one(committing_app, heard):
    with pytest.raises(WriteBroken), writing():  # noqa: PT012
        add_person("outer")
        with suppress(ZeroDivisionError):  # as a route would that means well
            write_half()
    assert (people(), heard, db.session.query(OutboxFact).count()) == ([], [], 0)
    with writing():
        add_person("next")
    assert people() == ["next"]


def test_a_session_rolled_back_in_the_middle_of_a_write_cannot_commit_the_rest(
    committing_app, heard
):
    with pytest.raises(WriteBroken), writing():  # noqa: PT012
        add_person("first")
        publish(GlassRaised(1))
        db.session.rollback()
        add_person("rest")
    assert (people(), heard) == ([], [])


def test_a_failed_flush_that_is_caught_breaks_the_write(committing_app, heard):
    with writing():
        add_person("ana")
    with pytest.raises(WriteBroken), writing():  # noqa: PT012
        add_person("first")
        try:
            add_person("ana")
        except IntegrityError:
            db.session.rollback()
        add_person("rest")
    assert people() == ["ana"]


def test_what_is_said_in_a_savepoint_goes_with_it(committing_app, heard):
    with writing():
        add_person("ana")
        publish(GlassRaised(1))
        with suppress(IntegrityError), db.session.begin_nested():
            publish(GlassRaised(2))
            add_person("ana")
        with db.session.begin_nested():
            publish(GlassRaised(3))
    assert heard == [GlassRaised(1), GlassRaised(3)]
    kept = [fact.payload["number"] for fact in db.session.query(OutboxFact)]
    assert sorted(kept) == [1, 3]
    assert people() == ["ana"]


def test_what_an_inner_savepoint_said_goes_with_the_one_around_it(committing_app, heard):
    with writing():
        outer = db.session.begin_nested()
        with db.session.begin_nested():
            add_person("inner")
            publish(GlassRaised(1))
        outer.rollback()
        publish(GlassRaised(2))
    assert (people(), heard) == ([], [GlassRaised(2)])


def test_a_fact_said_outside_a_write_is_an_error_and_not_lost_in_silence(committing_app, heard):
    with pytest.raises(RuntimeError, match=r"GlassRaised was published outside writing\(\)"):
        publish(GlassRaised(1))
    with writing():
        publish(GlassRaised(2))
    assert heard == [GlassRaised(2)]
