"""Time: UTC everywhere; deadlines are judged by the database's clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

_fixed: datetime | None = None


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in Python; `timestamptz` on PostgreSQL, sortable ISO text on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time must say its zone: use clock.now().")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _DatabaseNow(FunctionElement[datetime]):
    inherit_cache = True  # without it every select that asks the clock is compiled anew
    name = "database_now"
    type = UtcDateTime()


@compiles(_DatabaseNow, "sqlite")
def _sqlite_now(element: _DatabaseNow, compiler: Any, **kw: Any) -> str:
    return "strftime('%Y-%m-%d %H:%M:%f', 'now')"


@compiles(_DatabaseNow)
def _postgres_now(element: _DatabaseNow, compiler: Any, **kw: Any) -> str:
    return "clock_timestamp()"


def now() -> datetime:
    return _fixed or datetime.now(UTC)


def sql_now() -> ColumnElement[datetime]:
    """The database's present moment as an SQL expression."""
    return literal(_fixed, UtcDateTime()) if _fixed else _DatabaseNow()


def is_fixed() -> bool:
    return _fixed is not None


@contextmanager
def fixed_at(moment: datetime) -> Iterator[None]:
    """Hold both clocks at `moment`; for tests."""
    global _fixed
    before, _fixed = _fixed, moment
    try:
        yield
    finally:
        _fixed = before
