"""Migrated databases for the tests: one template a run, one copy a worker, a rollback a test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url

from community.extensions import db
from tests.services import postgres, root

HOUSE = Path(__file__).resolve().parents[2]
SECRET = "only for tests: " + "s" * 32


def environment(**more: str) -> dict[str, str]:
    """A bare environment for our own processes: nothing of the operator's leaks into a test."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
    }
    return kept | {"SECRET_KEY": SECRET, "PYTHONUNBUFFERED": "1"} | more


def flask(*words: str, **more: str) -> str:
    """What `flask <words>` prints, run as an operator runs it."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    done = subprocess.run(
        command, cwd=HOUSE, env=environment(**more), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"flask {' '.join(words)} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def new_database(kind: str, name: str) -> str:
    """The address of a new migrated database, copied from the run's template."""
    return {"sqlite": _new_sqlite, "postgres": _new_postgres}[kind](name)


def _new_sqlite(name: str) -> str:
    with root.one_at_a_time("sqlite-template") as folder:
        template = folder / "template.db"
        if not template.exists():
            _migrate(f"sqlite:///{folder / 'making.db'}", folder)
            (folder / "making.db").rename(template)
    copy = root.folder() / f"{name}.db"
    shutil.copyfile(template, copy)
    return f"sqlite:///{copy}"


def _new_postgres(name: str) -> str:
    run = os.environ[f"{root.NAME}_PID"]
    template = f"posy_{run}_template"
    with root.one_at_a_time("postgres-template") as folder:
        if not (folder / "template.made").exists():
            _migrate(postgres.copy(None, template), folder)
            (folder / "template.made").touch()
        return postgres.copy(template, f"posy_{run}_{name}")


def _migrate(url: str, folder: Path) -> None:
    flask("db", "upgrade", DATABASE_URL=url, INSTANCE_FOLDER=str(folder / "instance"))
    if url.startswith("sqlite"):
        _fold_wal(Path(str(make_url(url).database)))


def _fold_wal(path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@contextmanager
def rolled_back(app: Flask) -> Iterator[None]:
    """Everything `app` does inside happens in one transaction that is undone at the end.

    Commits become savepoints. Flask-SQLAlchemy has no public way to hand it a connection; this is
    the only place that knows the private one.
    """
    engines = db._app_engines[app]
    engine = engines[None]
    assert isinstance(engine, Engine)
    connection = engine.connect()
    outer = connection.begin()
    engines[None] = connection  # type: ignore[assignment]
    db.session.configure(join_transaction_mode="create_savepoint")
    try:
        yield
    finally:
        db.session.remove()
        db.session.configure(join_transaction_mode="conditional_savepoint")
        engines[None] = engine
        outer.rollback()
        connection.close()


@contextmanager
def taken_back() -> Iterator[None]:
    """Inside `rolled_back`: what happens here is undone at its end, what was before stays.

    Records read before are detached after it.
    """
    db.session.remove()
    connection = db.session.get_bind()
    assert isinstance(connection, Connection)
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        db.session.remove()
        savepoint.rollback()


def empty(app: Flask) -> None:
    """Remove every row, after a test that had to commit for real."""
    with app.app_context(), db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in db.metadata.sorted_tables)
            connection.exec_driver_sql(f"TRUNCATE {names} CASCADE")
            connection.commit()
        else:
            _empty_sqlite(connection)


def _empty_sqlite(connection: Connection) -> None:
    raw = connection.connection.cursor()
    raw.execute("PRAGMA foreign_keys=OFF")
    # What refuses to be emptied, as the audit log does, is asked to stand aside meanwhile.
    asked = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers = raw.execute(asked).fetchall()
    for name, _sql in triggers:
        raw.execute(f'DROP TRIGGER "{name}"')
    for table in db.metadata.sorted_tables:
        raw.execute(f'DELETE FROM "{table.name}"')
    for _name, sql in triggers:
        raw.execute(sql)
    raw.execute("PRAGMA foreign_keys=ON")


@contextmanager
def listening(record: Callable[[str], None]) -> Iterator[None]:
    def before(conn, cursor, statement, parameters, context, executemany):  # type: ignore[no-untyped-def]
        record(statement)

    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", before)
