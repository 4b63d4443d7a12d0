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


_subscribers: dict[tuple[str, str], Subscriber] = {}
_facts: dict[str, type[Fact]] = {}


def subscribe(
    fact: type[F],
    run: Callable[[F], None],
    *,
    name: str,
    durable: bool = False,
    in_transaction: bool = True,
) -> None:
    """Let `run` hear of each `fact`.

    Live subscribers (`durable=False`) may miss one when a process dies. Durable ones are told at
    least once; with `in_transaction` their writes and the mark that they are done commit together,
    without it (mail, network) they run outside any transaction and must be idempotent themselves.
    """
    _facts[fact.name()] = fact
    _subscribers[(fact.name(), name)] = Subscriber(name, fact, run, durable, in_transaction)


def subscriber_of(fact_name: str, name: str) -> Subscriber | None:
    return _subscribers.get((fact_name, name))


def fact_from(name: str, payload: dict[str, Any]) -> Fact | None:
    cls = _facts.get(name)
    return cls(**payload) if cls else None


def publish(fact: Fact) -> None:
    """Say `fact` when the present `writing()` commits; nothing is said if it rolls back."""
    from community.core.outbox import record

    heard_by = [s for (name, _), s in _subscribers.items() if name == fact.name()]
    durable = [s.name for s in heard_by if s.durable]
    if durable:
        record(fact.name(), asdict(fact), durable)
    pending = db.session.info.setdefault("facts", [])
    pending.append((fact, [s for s in heard_by if not s.durable], bool(durable)))


def forget_pending() -> None:
    db.session.info.pop("facts", None)


def tell_pending() -> None:
    from community.core.outbox import wake

    pending = db.session.info.pop("facts", [])
    for fact, subscribers, _ in pending:
        for subscriber in subscribers:
            _tell(subscriber, fact)
    if any(durable for *_, durable in pending):
        wake()


def _tell(subscriber: Subscriber, fact: Fact) -> None:
    try:
        subscriber.run(fact)
    except Exception:
        # A live message may be lost without harm; the write it speaks of is already kept.
        db.session.rollback()
        log.exception("live subscriber %s failed on %s", subscriber.name, fact.name())
