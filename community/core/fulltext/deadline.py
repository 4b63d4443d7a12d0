"""Reading that is broken off when it takes too long."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from community.core.db import is_sqlite, take_back
from community.extensions import db

STEPS = 20_000  # of SQLite's machine, between two looks at the clock: some milliseconds


class TookTooLong(Exception):
    """What was asked for takes more than it may; nothing was changed."""


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Break off a statement inside that takes longer: TookTooLong. Only for reading."""
    limited = _on_sqlite if is_sqlite() else _on_postgres
    try:
        with limited(seconds):
            yield
    except OperationalError as error:
        if not _is_break(error):
            raise
        take_back()
        raise TookTooLong from error


def _is_break(error: OperationalError) -> bool:
    return "interrupted" in str(error.orig) or getattr(error.orig, "sqlstate", "") == "57014"


@contextmanager
def _on_sqlite(seconds: float) -> Iterator[None]:
    last = time.monotonic() + seconds
    raw = db.session.connection().connection.driver_connection
    assert raw is not None
    raw.set_progress_handler(lambda: int(time.monotonic() > last), STEPS)
    try:
        yield
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def _on_postgres(seconds: float) -> Iterator[None]:
    db.session.execute(text(f"SET LOCAL statement_timeout = {int(seconds * 1000)}"))
    yield
    db.session.execute(text("SET LOCAL statement_timeout TO DEFAULT"))
