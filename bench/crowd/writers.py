"""Sheets into PostgreSQL (COPY) or SQLite (executemany); indexes are made again at the end.

Foreign keys are not asked: the rows are right by construction, and a test asks both databases.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from bench.crowd.sheets import Row, Sheet
from community.core.db import Model

AT_ONCE = 5_000


class Postgres:
    """Needs a superuser, who alone may put foreign keys to sleep."""

    def __init__(self, url: str) -> None:
        plain = make_url(url).set(drivername="postgresql")
        self._connection = psycopg.connect(plain.render_as_string(hide_password=False))

    @contextmanager
    def filling(self) -> Iterator[None]:
        run = self._connection.execute
        for setting in ("session_replication_role = replica", "timezone = 'UTC'"):
            run(f"SET {setting}")
        run("SET maintenance_work_mem = '512MB'")
        run("SET synchronous_commit = off")
        again = self._drop_indexes()
        # Emptied in the transaction of the COPY, which may then freeze the rows.
        tables = ", ".join(table.name for table in Model.metadata.sorted_tables)
        run(f"TRUNCATE {tables} CASCADE")
        yield
        for statement in again:
            run(statement)
        self._connection.commit()
        self._connection.autocommit = True
        run("VACUUM ANALYZE")
        self._connection.close()

    def write(self, sheet: Sheet) -> int:
        constants = sheet.constants()
        fixed = ["\\N" if value is None else _plain(value) for value in constants.values()]
        line = "\t".join([*(["%s"] * len(sheet.columns)), *fixed]) + "\n"
        names = ", ".join((*sheet.columns, *constants))
        count = 0
        command = f"COPY {sheet.table} ({names}) FROM STDIN (FREEZE)"
        with self._connection.cursor() as cursor, cursor.copy(command) as copy:
            for chunk in _chunks(sheet.rows):
                # The first column is an id; none of the words made here is “None”.
                text = "".join([line % row for row in chunk]).replace("\tNone", "\t\\N")
                copy.write(text.encode())
                count += len(chunk)
        return count

    def _drop_indexes(self) -> list[str]:
        """The statements that make them again."""
        rows = self._connection.execute(
            "SELECT format('ALTER TABLE %I DROP CONSTRAINT %I', conrelid::regclass::text, conname),"
            " format('ALTER TABLE %I ADD CONSTRAINT %I %s', conrelid::regclass::text, conname,"
            " pg_get_constraintdef(oid)) FROM pg_constraint"
            " WHERE contype = 'u' AND connamespace = 'public'::regnamespace"
            " UNION ALL SELECT format('DROP INDEX %I', indexname), indexdef FROM pg_indexes"
            " WHERE schemaname = 'public' AND NOT EXISTS (SELECT FROM pg_constraint"
            " WHERE conindid = format('%I', indexname)::regclass)"
        ).fetchall()
        for drop, _make in rows:
            self._connection.execute(drop)
        return [make for _drop, make in rows]


class Sqlite:
    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)

    @contextmanager
    def filling(self) -> Iterator[None]:
        run = self._connection.execute
        run("PRAGMA foreign_keys = OFF")
        run("PRAGMA synchronous = OFF")
        run("BEGIN IMMEDIATE")
        indexes = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        kept = run(indexes).fetchall()
        for name, _sql in kept:
            run(f'DROP INDEX "{name}"')
        yield
        for _name, sql in kept:
            run(sql)
        run("COMMIT")
        run("ANALYZE")
        self._connection.close()

    def write(self, sheet: Sheet) -> int:
        constants = sheet.constants()
        marks = ", ".join(["?"] * (len(sheet.columns) + len(constants)))
        names = ", ".join((*sheet.columns, *constants))
        fixed = tuple(constants.values())
        statement = f"INSERT INTO {sheet.table} ({names}) VALUES ({marks})"
        before = self._connection.total_changes
        self._connection.executemany(statement, (row + fixed for row in sheet.rows))
        return self._connection.total_changes - before


def writer(url: str) -> Postgres | Sqlite:
    return Sqlite(url) if url.startswith("sqlite") else Postgres(url)


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, AT_ONCE)):
        yield chunk


def _plain(value: Any) -> str:
    return "t" if value is True else "f" if value is False else str(value)
