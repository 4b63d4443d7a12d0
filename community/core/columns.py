"""Columns that many tables share."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, ForeignKey, String, TypeDecorator
from sqlalchemy.orm import Mapped, mapped_column

from community.core import clock
from community.core.clock import UtcDateTime
from community.core.ids import new_id


def id_column() -> Mapped[int]:
    return mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)


def reference(target: str, *, on_delete: str = "CASCADE", **options: Any) -> Mapped[Any]:
    """A foreign key to `table.id`, indexed unless told otherwise."""
    options.setdefault("index", True)
    return mapped_column(BigInteger, ForeignKey(target, ondelete=on_delete), **options)


def stamp(**options: Any) -> Mapped[datetime]:
    """When the row was made, UTC."""
    return mapped_column(UtcDateTime, default=clock.now, nullable=False, **options)


def moment(**options: Any) -> Mapped[Any]:
    """A time that may not have come."""
    return mapped_column(UtcDateTime, nullable=True, **options)


class Text(TypeDecorator[str]):
    """PostgreSQL knows no NUL in texts: whatever somebody sends, none reaches a database."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if value else value


def text_column(longest: int, **options: Any) -> Mapped[Any]:
    """Text of at most `longest` characters; every text has an end."""
    options.setdefault("default", "")
    return mapped_column(Text(longest), **options)
