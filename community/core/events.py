"""Facts: what happened, said after the commit and never before.

A verb publishes a fact in its own transaction: a row in the outbox and a delivery row for each
durable subscriber. After the commit live subscribers hear it at once in this process; durable
ones are served by the worker from the delivery rows (see `core.outbox`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from sqlalchemy.orm import SessionTransaction

from community.core.db import is_writing
from community.core.lanes import LANES, QUICK
from community.extensions import db

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fact:
    """Something that happened. Fields are ids and short texts, since facts are kept as JSON."""

    @classmethod
    def name(cls) -> str:
        return f"{cls.__module__.split('.')[1]}.{cls.__name__}"


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True)
class Subscriber:
    name: str
    fact: type[Fact]
    run: Callable[[Any], None]
    durable: bool
    in_transaction: bool
    lane: str


@dataclass(frozen=True)
class Said:
    """A fact that waits for the commit; `within` is the savepoint it was published in."""

    fact: Fact
    live: list[Subscriber]
    lanes: frozenset[str]
    within: SessionTransaction | None

    def is_of(self, transaction: SessionTransaction) -> bool:
        """Whether it goes when this transaction, or savepoint, is rolled back."""
        around = self.within
        while around is not None and around is not transaction:
            around = around.parent
        return around is transaction or not transaction.nested


_subscribers: dict[tuple[str, str], Subscriber] = {}
_facts: dict[str, type[Fact]] = {}


def subscribe(
    fact: type[F],
    run: Callable[[F], None],
    *,
    name: str,
    durable: bool = False,
    in_transaction: bool = True,
    lane: str = QUICK,
) -> None:
    """Let `run` hear of each `fact`.

    Live subscribers (`durable=False`) may miss one when a process dies. Durable ones are told at
    least once; with `in_transaction` their writes and the mark that they are done commit together,
    without it (mail, network) they run outside any transaction and must be idempotent themselves.
    Who waits for others' machines has a lane of its own (`core.lanes`); a subscriber of one name
    keeps to one lane.
    """
    if lane not in LANES:
        raise ValueError(f"There is no lane {lane!r}.")
    elsewhere = {s.lane for s in _subscribers.values() if s.name == name and s.durable} - {lane}
    if durable and elsewhere:
        raise ValueError(f"{name!r} is in the lane {elsewhere.pop()!r} already.")
    _facts[fact.name()] = fact
    _subscribers[(fact.name(), name)] = Subscriber(name, fact, run, durable, in_transaction, lane)


def subscribers_in(lane: str) -> list[str]:
    """Names of the durable subscribers of a lane."""
    return sorted({s.name for s in _subscribers.values() if s.durable and s.lane == lane})


def subscriber_of(fact_name: str, name: str) -> Subscriber | None:
    return _subscribers.get((fact_name, name))


def fact_from(name: str, payload: dict[str, Any]) -> Fact | None:
    cls = _facts.get(name)
    return cls(**payload) if cls else None


def publish(fact: Fact) -> None:
    """Say `fact` when the present `writing()` commits; nothing is said if it rolls back."""
    from community.core.outbox import record

    if not is_writing():
        raise RuntimeError(f"{fact.name()} was published outside writing(): nobody would hear it.")
    heard_by = [s for (name, _), s in _subscribers.items() if name == fact.name()]
    durable = [s for s in heard_by if s.durable]
    if durable:
        record(fact.name(), asdict(fact), [s.name for s in durable])
    live, lanes = [s for s in heard_by if not s.durable], frozenset(s.lane for s in durable)
    said = Said(fact, live, lanes, db.session().get_nested_transaction())
    db.session.info.setdefault("facts", []).append(said)


def forget_pending() -> None:
    db.session.info.pop("facts", None)


def forget_said_in(transaction: SessionTransaction) -> None:
    """A savepoint or the whole was rolled back. The rows in the outbox went with it."""
    facts = transaction.session.info.get("facts", [])
    facts[:] = [said for said in facts if not said.is_of(transaction)]


def tell_pending() -> None:
    from community.core.outbox import wake

    facts: list[Said] = db.session.info.pop("facts", [])
    for said in facts:
        for subscriber in said.live:
            _tell(subscriber, said.fact)
    for lane in sorted({lane for said in facts for lane in said.lanes}):
        wake(lane)


def _tell(subscriber: Subscriber, fact: Fact) -> None:
    try:
        subscriber.run(fact)
    except Exception:
        # A live message may be lost without harm; the write it speaks of is already kept.
        db.session.rollback()
        log.exception("live subscriber %s failed on %s", subscriber.name, fact.name())
