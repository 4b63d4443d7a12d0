"""What search listens to: every kind says itself after which facts its words are read again."""

from __future__ import annotations

from community.core import cache
from community.core.events import subscribe
from community.core.kinds import ThingChanged, ThingRemoved
from community.search import indexing, jobs
from community.search.models import SearchRow

__all__ = ["jobs", "register"]


def register() -> None:
    """After all features that bring kinds."""
    cache.unseen(SearchRow)
    for kind in indexing.searched():
        assert kind.search
        for fact, thing_of in kind.search.after.items():
            read = indexing.reader_of(kind, thing_of)
            subscribe(fact, read, name=f"search:{kind.name}", durable=True)
    subscribe(ThingChanged, indexing.read_changed, name="search", durable=True)
    subscribe(ThingRemoved, indexing.forget, name="search", durable=True)
