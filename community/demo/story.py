"""Rows with times of their own: written down first, put into the database in one go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from random import Random
from typing import Any

from sqlalchemy import Table, Update, insert

from community.core import clock
from community.core.db import Model
from community.core.ids import new_id
from community.extensions import db

AT_ONCE = 1000


class Story:
    """What happened before `now`. One seed tells one story, but ids and times are fresh."""

    def __init__(self, seed: int = 7) -> None:
        self.now = clock.now()
        self.dice = Random(seed)
        self._rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._ids: set[int] = set()
        self._last: list[Update] = []
        self._known: dict[tuple[str, str], int] = {}

    def before(self, **span: float) -> datetime:
        return self.now - timedelta(**span)

    def between(self, first: datetime, last: datetime) -> datetime:
        return first + (min(last, self.now) - first) * self.dice.random()

    def add(self, model: type[Model], at: datetime, **values: Any) -> int:
        """A row that was made `at`; its id sorts by that moment."""
        table: Any = model.__table__
        row = {"id": values.pop("id", None) or self.fresh_id(at), **values}
        if "created_at" in table.columns:
            row["created_at"] = at
        self._rows[table].append(row)
        return int(row["id"])

    def fresh_id(self, at: datetime) -> int:
        """Two rows of one millisecond share all but 21 bits, so ask again until it is new."""
        while (fresh := new_id(at_ms=int(at.timestamp() * 1000))) in self._ids:
            pass
        self._ids.add(fresh)
        return fresh

    def name(self, kind: str, key: str, thing_id: int) -> int:
        self._known[kind, key] = thing_id
        return thing_id

    def id_of(self, kind: str, key: str) -> int:
        return self._known[kind, key]

    def has(self, kind: str, key: str) -> bool:
        return (kind, key) in self._known

    def afterwards(self, statement: Update) -> None:
        """Once everything stands, in the same transaction."""
        self._last.append(statement)

    def insert(self) -> int:
        """All rows so far, inside `writing()`, parents before children; how many they were."""
        count = 0
        for table in db.metadata.sorted_tables:
            rows = self._rows.pop(table, [])
            count += len(rows)
            for chunk in _chunks(rows):
                db.session.execute(insert(table), chunk)
        for statement in self._last:
            db.session.execute(statement)
        return count


def _chunks(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Rows that name the same columns, at most a thousand together."""
    for _columns, alike in groupby(sorted(rows, key=sorted), key=sorted):
        same = list(alike)
        yield from (same[at : at + AT_ONCE] for at in range(0, len(same), AT_ONCE))
