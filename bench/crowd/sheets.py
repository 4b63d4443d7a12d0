"""A sheet: the rows of one table, on their way into a database."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Row = tuple[Any, ...]
MINUTE = 60


@dataclass(frozen=True)
class Sheet:
    """`columns` are those that differ from row to row; the rest is the model's own default."""

    model: Any
    columns: tuple[str, ...]
    rows: Iterator[Row]

    @property
    def table(self) -> str:
        return str(self.model.__table__.name)

    def constants(self) -> dict[str, Any]:
        """What the other columns hold in every row."""
        others = (c for c in self.model.__table__.columns if c.name not in self.columns)
        return {column.name: _default(column) for column in others}


def _default(column: Any) -> Any:
    if column.default is not None and column.default.is_scalar:
        return column.default.arg
    if not column.nullable:
        raise ValueError(f"every row must say its {column.table.name}.{column.name}")
    return None


@lru_cache(1 << 19)
def _minute(minute: int) -> str:
    return time.strftime("%Y-%m-%d %H:%M:00.000000", time.gmtime(minute * MINUTE))


def moment(at: float) -> str:
    """A time as both databases read it; to the minute, which makes it quick."""
    return _minute(int(at) // MINUTE)
