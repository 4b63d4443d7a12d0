"""INSERT … ON CONFLICT, spelled once for both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import literal_column
from sqlalchemy.dialects import postgresql, sqlite

from community.core import clock
from community.core.db import Model, is_sqlite
from community.core.ids import new_id
from community.extensions import db


def insert_or_ignore(model: type[Model], values: dict[str, Any]) -> bool:
    """Insert unless a unique rule says it is there; True when a row was made.

    Asked by RETURNING: the driver of PostgreSQL does not count the rows of an INSERT (-1).
    """
    statement = _insert(model).values(**_filled(model, values)).on_conflict_do_nothing()
    return db.session.execute(statement.returning(literal_column("1"))).first() is not None


def insert_or_update(
    model: type[Model], values: dict[str, Any], *, unique: list[str], change: list[str]
) -> None:
    """Insert, or set the columns of `change` on the row that has the same `unique` columns."""
    db.session.execute(_or_update(model, unique, change).values(**_filled(model, values)))


def insert_or_update_all(
    model: type[Model], rows: list[dict[str, Any]], *, unique: list[str], change: list[str]
) -> None:
    """The same for many rows of the same columns, by one statement."""
    if rows:
        statement = _or_update(model, unique, change)
        db.session.execute(statement, [_filled(model, row) for row in rows])


def _or_update(model: type[Model], unique: list[str], change: list[str]) -> Any:
    statement = _insert(model)
    set_ = {name: statement.excluded[name] for name in change}
    return statement.on_conflict_do_update(index_elements=unique, set_=set_)


def _insert(model: type[Model]) -> Any:
    return (sqlite if is_sqlite() else postgresql).insert(model.__table__)


def _filled(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """Core inserts skip ORM defaults that are Python functions, so give the two we have."""
    columns = model.__table__.columns
    extra: dict[str, Any] = {}
    if "id" in columns and "id" not in values:
        extra["id"] = new_id()
    if "created_at" in columns and "created_at" not in values:
        extra["created_at"] = clock.now()
    return {**extra, **values}
