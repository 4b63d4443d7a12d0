"""What a viewer finds: rows that match, joined with the things themselves through `listed`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Select,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
    union_all,
)

from community.core.db import is_sqlite
from community.core.fulltext import (
    Matching,
    Wording,
    closeness,
    exactly,
    matches,
    nearly,
    no_longer_than,
)
from community.core.ids import decode, encode
from community.core.kinds import Kind, kind_named
from community.core.pagination import ABOVE_ALL, Page
from community.extensions import db
from community.friends.prebuilt import Prebuilt, things
from community.friends.viewer import Viewer
from community.search.indexing import searched
from community.search.models import SearchRow

SECONDS = 2
COUNTED = 20  # beyond, a tab says “20+”
SIZE = 24


@dataclass(frozen=True)
class Found:
    """The best of each kind that has any, at most COUNTED + 1 ids; `is_near` when nothing was found
    by the words themselves, and these are by some that are spelt alike."""

    matching: Matching
    ids: dict[str, list[int]] = field(default_factory=dict)
    is_near: bool = False

    def count(self, kind: str = "") -> str:
        number = len(self.ids.get(kind, ()))
        return f"{COUNTED}+" if number > COUNTED else str(number)


def look(viewer: Viewer, wording: Wording) -> Found:
    """Raises TookTooLong."""
    matching = exactly(SearchRow, wording)
    with no_longer_than(SECONDS):
        found = _best(viewer, matching)
        if found:
            return Found(matching, found)
        near = nearly(SearchRow, wording)
        return Found(near, _best(viewer, near), True) if near else Found(matching)


def page_of_kind(viewer: Viewer, kind: str, found: Found, after: str | None) -> Page[Any]:
    """Things of one kind, the closest first, then the newest; raises TookTooLong."""
    with no_longer_than(SECONDS):
        rows = _run(viewer, found.matching, kind, **_start_of(after))
    known = things(viewer, kind, [row.thing_id for row in rows[:SIZE]])
    items = [known[row.thing_id] for row in rows[:SIZE] if row.thing_id in known]
    last = rows[SIZE - 1] if len(rows) > SIZE else None
    return Page(items, f"{last.closeness}-{encode(last.thing_id)}" if last else None)


def best_things(viewer: Viewer, found: Found, most: int) -> Iterator[tuple[Kind, list[Any]]]:
    """Of each kind the few that are closest."""
    for name, ids in found.ids.items():
        known = things(viewer, name, ids[:most])
        chosen = [known[thing_id] for thing_id in ids[:most] if thing_id in known]
        if chosen:
            yield kind_named(name), chosen


def _best(viewer: Viewer, matching: Matching) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = _run(viewer, matching)
    for row in sorted(rows, key=lambda row: (row.closeness, row.thing_id), reverse=True):
        found.setdefault(row.kind, []).append(row.thing_id)
    return {kind.name: found[kind.name] for kind in searched() if kind.name in found}


def _run(viewer: Viewer, matching: Matching, kind: str = "", **start: int) -> list[Any]:
    values = {**matching.values, **start}
    if matching.is_own:
        query = _hits(viewer, kind, matching.condition)
        return list(db.session.execute(query, values))
    return list(_built(kind, is_sqlite()).execute(viewer, **values))


@cache
def _built(kind: str, on_sqlite: bool) -> Prebuilt:
    """For each database its own, since the condition is."""
    return Prebuilt(lambda viewer: _hits(viewer, kind, matches(SearchRow)))


def _hits(viewer: Viewer, kind: str, condition: ColumnElement[bool]) -> Select[Any]:
    """Of one kind a page, or of each the best. What matches is gathered once for all."""
    matched = (
        select(SearchRow.kind, SearchRow.thing_id, closeness(SearchRow).label("closeness"))
        .where(condition)
        .cte("matched")
    )
    if kind:
        return _of_kind(viewer, kind_named(kind), matched, SIZE + 1).where(_is_after(matched))
    each = [_of_kind(viewer, kind, matched, COUNTED + 1).subquery() for kind in searched()]
    return select(union_all(*(select(hits) for hits in each)).subquery())


def _of_kind(viewer: Viewer, kind: Kind, matched: CTE, most: int) -> Select[Any]:
    assert kind.search
    hits = matched.c
    return (
        select(hits.kind, hits.thing_id, hits.closeness)
        .join(kind.model, kind.model.id == hits.thing_id)
        .where(hits.kind == literal_column(f"'{kind.name}'"))
        .where(kind.listed(viewer), kind.search.among(viewer))
        .order_by(hits.closeness.desc(), hits.thing_id.desc())
        .limit(most)
    )


def _is_after(matched: CTE) -> ColumnElement[bool]:
    hits, level = matched.c, bindparam("level", type_=Integer)
    newer = and_(hits.closeness == level, hits.thing_id < bindparam("before"))
    return or_(hits.closeness < level, newer)


def _start_of(after: str | None) -> dict[str, int]:
    """A broken cursor starts at the top."""
    level, _dash, thing_id = (after or "").partition("-")
    try:
        return {"level": int(level[:1]), "before": decode(thing_id)}
    except ValueError:
        return {"level": 9, "before": ABOVE_ALL}
