"""Keyset pages: a cursor is the sort key of the last row, never an offset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, bindparam

from community.core.ids import decode_or_none, encode
from community.extensions import db

T = TypeVar("T")
SIZE = 20
ABOVE_ALL = 2**63 - 1


@dataclass(frozen=True)
class Page(Generic[T]):
    items: list[T]
    cursor: str | None  # give it back as `?after=` for the next page; None at the end


def by_id(
    query: Select[Any],
    column: ColumnElement[int] | Any,
    after: str | None,
    *,
    size: int = SIZE,
    key: Callable[[Any], int] = lambda row: row.id,
) -> Page[Any]:
    """Newest first by an id column, since ids sort by birth. A broken cursor starts at the top."""
    rows = db.session.scalars(below(query, column, size), start_of(after)).unique()
    return page_of(list(rows), size, key)


def below(query: Select[Any], column: ColumnElement[int] | Any, size: int = SIZE) -> Select[Any]:
    """The rows of one page and one more; run a select built once with `start_of(after)`."""
    return query.where(column < bindparam("before")).order_by(column.desc()).limit(size + 1)


def start_of(after: str | None) -> dict[str, int]:
    start = decode_or_none(after)
    return {"before": ABOVE_ALL if start is None else start}


def page_of(
    rows: list[Any], size: int = SIZE, key: Callable[[Any], int] = lambda row: row.id
) -> Page[Any]:
    more = len(rows) > size
    return Page(rows[:size], encode(key(rows[size - 1])) if more else None)
