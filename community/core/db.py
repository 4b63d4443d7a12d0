"""The database behind both dialects: how a connection is set up and how a write begins and ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

from flask import Flask
from sqlalchemy import CursorResult, Delete, Engine, Insert, Update, event, inspect, text
from sqlalchemy.orm import DeclarativeBase

from community.extensions import db

if TYPE_CHECKING:

    class Model(DeclarativeBase):
        """The base of every table."""

else:
    Model = db.Model

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_sqlite_lock = threading.RLock()

SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: an answered write survives a power cut
    "foreign_keys": 1,
    "busy_timeout": 10_000,
}
# Few are busy at a time; who waits longer than this is better told to come back (503).
POOL = {"pool_size": 10, "max_overflow": 20, "pool_timeout": 10}


def init_app(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            _prepare(engine)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def engine_options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {**POOL, "connect_args": {"timeout": 10, "check_same_thread": False}}
    options = "-c timezone=UTC -c statement_timeout=15000 -c lock_timeout=10000"
    return {**POOL, "pool_pre_ping": True, "connect_args": {"options": options}}


def _prepare(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, record: Any) -> None:
    # pysqlite must not open transactions by itself: `_begin` does, and says which kind.
    connection.isolation_level = None
    for name, value in SQLITE_PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    # SQLite's own knows ASCII alone, so that a search for “ömer” would not find Ömer.
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _begin(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction. Commits at the end, rolls back on any exception.

    What was read before is dropped first, since a transaction that reads and then writes fails on
    SQLite whenever another has written meanwhile. After the commit the facts published inside are
    told. A nested call joins the outer one.
    """
    if _writing.get():
        yield
        return
    # Before the queue, not in it: whoever waits for the lock must not hold a connection of the
    # pool, else the one who has the lock may find none left.
    _start_afresh()
    with _one_writer():
        token = _writing.set(True)
        try:
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            _forget_facts()
            raise
        finally:
            _writing.reset(token)
    _tell_facts()


def change(statement: Update | Delete | Insert) -> int:
    """Run an INSERT, UPDATE or DELETE inside `writing()`; the number of rows it touched.

    Objects in the session are not told: refresh what you hold.
    """
    quiet = statement.execution_options(synchronize_session=False)
    result = cast("CursorResult[Any]", db.session.execute(quiet))
    return result.rowcount


@contextmanager
def _one_writer() -> Iterator[None]:
    if not is_sqlite():
        yield
        return
    with _sqlite_lock:
        yield


def _start_afresh() -> None:
    db.session.commit()
    db.session.expire_all()


def _forget_facts() -> None:
    from community.core.events import forget_pending

    forget_pending()


def _tell_facts() -> None:
    from community.core.events import tell_pending

    tell_pending()


def is_migrated() -> bool:
    """Whether there are tables at all; which revision they are of, Alembic knows."""
    return inspect(db.session.connection()).has_table("alembic_version")


def is_reachable() -> bool:
    try:
        db.session.execute(text("SELECT 1"))
    except Exception:
        db.session.rollback()
        return False
    return True
