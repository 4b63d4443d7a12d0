"""PostgreSQL: every table of one moment by COPY, put back in one transaction.

By our own hands and not by pg_dump, which need not be where Posy runs, refuses servers newer than
itself (Debian 12 has 15), and could neither be checked nor brought up to date in the transaction
that replaces a site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine

from community.core.backup.archive import Archive, BadArchive, Member
from community.core.backup.schema import Snapshot, now, upgrade
from community.core.backup.writer import Writer
from community.extensions import db

PART = 4 * 1024 * 1024  # bytes of rows a file, and at most a row more in memory

_TABLES = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
      AND c.relname <> 'alembic_version'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname
"""
_REFERENCES = """
    SELECT c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)
    FROM pg_constraint c
    WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace
"""


class PostgresSite:
    kind = "postgres"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def is_empty(self) -> bool:
        with self._engine.connect() as connection:
            cursor = _driver(connection).cursor()
            return not any(_has_rows(cursor, table) for table in _tables(cursor))

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[Snapshot]:
        with self._engine.connect() as connection:
            driver = _driver(connection)
            taken_at = now()
            driver.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            driver.execute("SET LOCAL statement_timeout = 0")
            yield PostgresSnapshot(taken_at, driver.cursor())
            connection.rollback()

    @contextmanager
    def restoring(self, archive: Archive) -> Iterator[None]:
        """One transaction: whatever goes wrong before its end, the site is as it was."""
        with self._engine.begin() as connection:
            cursor = _driver(connection).cursor()
            cursor.execute("SET LOCAL statement_timeout = 0")
            tables: dict[str, list[str]] = archive.about["tables"]
            _drop(cursor, {*db.metadata.tables, *tables, "alembic_version"})
            upgrade(connection, archive.about["revision"])
            _demand_columns(cursor, tables)
            _load(cursor, tables, archive)
            upgrade(connection, "head")
            cursor.execute("ANALYZE")
            yield


class PostgresSnapshot(Snapshot):
    def __init__(self, taken_at: str, cursor: psycopg.Cursor[Any]) -> None:
        self.taken_at = taken_at
        self._cursor = cursor
        self.tables = _tables(cursor)
        names = sql.SQL(", ").join(map(sql.Identifier, [*self.tables, "alembic_version"]))
        # Against migrations that would change them under our hands.
        cursor.execute(sql.SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(names))
        row = cursor.execute("SELECT version_num FROM alembic_version").fetchone()
        self.revision = str(row[0]) if row else ""

    def write(self, writer: Writer) -> dict[str, int]:
        return {table: self._write(writer, table) for table in self.tables}

    def _write(self, writer: Writer, table: str) -> int:
        rows = 0
        copy = _copy("COPY {} ({}) TO STDOUT", table, self.tables[table])
        with self._cursor.copy(copy) as source:
            for number, part in enumerate(_parts(source), 1):
                rows += part.count(b"\n")  # COPY writes a line break within a value as \n
                writer.add_bytes(f"database/{table}/{number:06}", part)
        return rows


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)


def _tables(cursor: psycopg.Cursor[Any]) -> dict[str, list[str]]:
    """Each table and the columns that hold something of their own."""
    return dict(cursor.execute(_TABLES).fetchall())


def _has_rows(cursor: psycopg.Cursor[Any], table: str) -> bool:
    statement = sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(table))
    return cursor.execute(statement).fetchone() is not None


def _copy(statement: str, table: str, columns: Iterable[str]) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL(statement).format(sql.Identifier(table), names)


def _parts(source: Iterable[Any]) -> Iterator[bytes]:
    part = bytearray()
    for piece in source:
        part += piece
        if len(part) >= PART:
            yield bytes(part)
            part.clear()
    if part:
        yield bytes(part)


def _drop(cursor: psycopg.Cursor[Any], tables: Iterable[str]) -> None:
    for table in sorted(tables):
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(sql.Identifier(table)))


def _demand_columns(cursor: psycopg.Cursor[Any], tables: dict[str, list[str]]) -> None:
    if {name: sorted(columns) for name, columns in _tables(cursor).items()} != {
        name: sorted(columns) for name, columns in tables.items()
    }:
        raise BadArchive("The archive's tables are not those of the Posy that it names.")


def _load(cursor: psycopg.Cursor[Any], tables: dict[str, list[str]], archive: Archive) -> None:
    """Rows in any order: the references between them are taken off and, at the end, checked."""
    references = cursor.execute(_REFERENCES).fetchall()
    for table, name, _ in references:
        _alter(cursor, table, "DROP CONSTRAINT {}", name)
    rows = dict.fromkeys(tables, 0)
    for table, members in groupby(archive.members("database/"), _table_of):
        rows[table] = _fill(cursor, table, tables.get(table, []), members)
    if rows != archive.rows:
        raise BadArchive("The archive does not hold the rows it says it holds.")
    for table, name, definition in references:
        _alter(cursor, table, f"ADD CONSTRAINT {{}} {definition}", name)


def _alter(cursor: psycopg.Cursor[Any], table: str, what: str, name: str) -> None:
    # Table and definition are PostgreSQL's own words, quoted by it.
    statement = f"ALTER TABLE {table} {what}"
    cursor.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _table_of(member: Member) -> str:
    return member.name.split("/")[1]


def _fill(
    cursor: psycopg.Cursor[Any], table: str, columns: list[str], members: Iterable[Member]
) -> int:
    if not columns:
        raise BadArchive("The archive holds a table that it does not name.")
    with cursor.copy(_copy("COPY {} ({}) FROM STDIN", table, columns)) as target:
        for member in members:
            for piece in member.pieces():
                target.write(piece)
    return cursor.rowcount
