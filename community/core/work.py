"""The piece of work this thread or greenlet is at: a request or a delivery. Logs name it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any


@dataclass(slots=True)
class Work:
    """`facts` stand beside every line that is logged meanwhile."""

    facts: dict[str, Any]
    began: float = field(default_factory=perf_counter)
    queries: int = 0

    @property
    def seconds(self) -> float:
        return perf_counter() - self.began


_present: ContextVar[Work | None] = ContextVar("work", default=None)


def present() -> Work | None:
    return _present.get()


def begin(**facts: Any) -> Work:
    work = Work(facts)
    _present.set(work)
    return work


def end() -> None:
    _present.set(None)


def facts() -> dict[str, Any]:
    work = _present.get()
    return work.facts if work else {}


@contextmanager
def about(**facts: Any) -> Iterator[Work]:
    """Work within a job: `with about(delivery=id)`; what stood there before comes back."""
    outer = _present.get()
    token = _present.set(Work({**(outer.facts if outer else {}), **facts}))
    try:
        yield _present.get()  # type: ignore[misc]
    finally:
        _present.reset(token)


def count_query(*unused: Any) -> None:
    """For SQLAlchemy's `before_cursor_execute`."""
    work = _present.get()
    if work is not None:
        work.queries += 1
