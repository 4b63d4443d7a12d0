"""The database behind both dialects: how a connection is set up and how a write begins and ends."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask import Flask
from sqlalchemy import CursorResult, Delete, Engine, Insert, Update, event, inspect, text
from sqlalchemy.exc import (
    InterfaceError,
    OperationalError,
    PendingRollbackError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, SessionTransaction

from community.extensions import db

if TYPE_CHECKING:

    class Model(DeclarativeBase):
        """The base of every table."""

else:
    Model = db.Model

log = logging.getLogger(__name__)


@dataclass
class Write:
    """The write transaction of the present thread. A broken one can only be taken back."""

    is_broken: bool = False


class WriteBroken(RuntimeError):
    """A part of this write failed and somebody went on as if it had not."""


_write: ContextVar[Write | None] = ContextVar("write", default=None)
_sqlite_lock = threading.RLock()

SQLITE_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: an answered write survives a power cut
    "foreign_keys": 1,
    "busy_timeout": 10_000,
}
# A database that went away, in the words of the moment at which it was noticed.
AWAY = (OperationalError, InterfaceError, PendingRollbackError, PoolTimeout)
# Few are busy at a time; who waits longer than this is better told to come back (503).
POOL = {"pool_size": 10, "max_overflow": 20, "pool_timeout": 10}
# PostgreSQL takes a hundred connections unless told otherwise: four web processes, two workers.
SHARED_POOL = {**POOL, "pool_size": 8, "max_overflow": 8}
# Seconds, and milliseconds for the last. A server whose machine went away says nothing at all:
# without these a request would wait for it as long as the system's own patience, some 15 minutes.
POSTGRES = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


def init_app(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            _prepare(engine)
    # Runs before the extension's own, which then finds nothing that could fail.
    app.teardown_appcontext(_leave)


def is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def engine_options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {**POOL, "connect_args": {"timeout": 10, "check_same_thread": False}}
    options = "-c timezone=UTC -c statement_timeout=15000 -c lock_timeout=10000"
    return {**SHARED_POOL, "pool_pre_ping": True, "connect_args": {**POSTGRES, "options": options}}


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
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")


def is_writing() -> bool:
    return _write.get() is not None


@contextmanager
def writing() -> Iterator[None]:
    """One write transaction. Commits at the end, rolls back on any exception.

    What was read before is dropped first, since a transaction that reads and then writes fails on
    SQLite whenever another has written meanwhile. After the commit the facts published inside are
    told. A nested call joins the outer one: when it fails, or somebody rolls the session back, the
    outer one cannot commit any more (WriteBroken). What may fail belongs into a savepoint.
    """
    outer = _write.get()
    if outer is not None:
        with _joined(outer):
            yield
        return
    # Before the queue, not in it: whoever waits for the lock must not hold a connection of the
    # pool, else the one who has the lock may find none left.
    _start_afresh()
    with _one_writer():
        write = Write()
        token = _write.set(write)
        try:
            yield
            if write.is_broken:
                raise WriteBroken
            db.session.commit()
        except BaseException:
            _forget_facts()
            take_back()
            raise
        finally:
            _write.reset(token)
    _tell_facts()


@contextmanager
def _joined(outer: Write) -> Iterator[None]:
    try:
        yield
    except BaseException:
        outer.is_broken = True
        raise


@event.listens_for(db.session, "after_soft_rollback")
def _rolled_back(session: Any, transaction: SessionTransaction) -> None:
    """Part of a write is gone, or all of it: so are the facts said in it."""
    from community.core.events import forget_said_in

    gone = transaction
    while gone.parent is not None and not gone.nested:
        gone = gone.parent  # a flush that failed takes what is around it along
    forget_said_in(gone)
    write = _write.get()
    if write is not None and not gone.nested:
        write.is_broken = True


def take_back() -> bool:
    """Roll the session back. A connection that has died meanwhile cannot: it is thrown away, and
    what was loaded through it is of no more use; then False."""
    try:
        db.session.rollback()
    except SQLAlchemyError as error:
        log.warning("a connection died: %s", type(error).__name__)
        db.session().invalidate()
        return False
    return True


def _leave(error: BaseException | None = None) -> None:
    """A request that was answered is not undone because its connection died on the way out."""
    take_back()
    db.session.remove()


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
        take_back()
        return False
    return True
