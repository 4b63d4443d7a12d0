"""SQLite's file: copied by its own backup interface while people write, put back whole."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from community.core.backup.archive import Archive, BadArchive
from community.core.backup.schema import Snapshot, now, upgrade
from community.core.backup.writer import Writer

FILE = "database/posy.db"


class InUse(Exception):
    """Somebody has the database open."""


class SqliteSite:
    kind = "sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def is_empty(self) -> bool:
        if not self.path.exists():
            return True
        try:
            with closing(_open(self.path)) as connection:
                return not any(_rows(connection).values())
        except sqlite3.DatabaseError:
            return False  # broken, but somebody's

    @contextmanager
    def snapshot(self, folder: Path) -> Iterator[Snapshot]:
        """A copy of one moment, in `folder` until the end of the block.

        All pages in one step: in smaller ones the copy would begin anew at each write of another.
        """
        if not self.path.exists():
            raise FileNotFoundError("There is no database yet.")
        with _rough_file(folder) as rough:
            taken_at = now()
            with closing(_open(self.path)) as source, closing(_open(rough)) as copy:
                copy.execute("PRAGMA synchronous=OFF")
                source.backup(copy, pages=-1)
                copy.execute("PRAGMA journal_mode=DELETE")
                rows, revision = _rows(copy), _revision(copy)
            yield SqliteSnapshot(taken_at, revision, rows, rough)

    @contextmanager
    def restoring(self, archive: Archive) -> Iterator[None]:
        """The archive's database is made ready beside its place, and moved there at the end."""
        with _rough_file(self.path.parent) as rough:
            with rough.open("r+b") as out:
                for member in archive.members("database/"):
                    for piece in member.pieces():
                        out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            _check(rough, archive)
            _bring_up_to_date(rough)
            yield
            self._free_place()
            rough.rename(self.path)

    def _free_place(self) -> None:
        """Leaving WAL is for whoever is alone with the file, and takes its side files away."""
        if not self.path.exists():
            return
        try:
            with closing(_open(self.path, patience=3)) as connection:
                connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise InUse("The site is running: stop it first.") from error
        except sqlite3.DatabaseError:
            for side in ("-wal", "-shm", "-journal"):  # of a broken file nothing is worth keeping
                self.path.with_name(self.path.name + side).unlink(missing_ok=True)


class SqliteSnapshot(Snapshot):
    def __init__(self, taken_at: str, revision: str, rows: dict[str, int], path: Path) -> None:
        self.taken_at = taken_at
        self.revision = revision
        self.tables: dict[str, list[str]] = {}
        self._rows = rows
        self._path = path

    def write(self, writer: Writer) -> dict[str, int]:
        with self._path.open("rb") as source:
            writer.add(FILE, source, self._path.stat().st_size)
        return self._rows


def _open(path: Path, patience: float = 30) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=patience, isolation_level=None)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 9) <> 'fulltext_'"
    )
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in sorted(names)
        if name != "alembic_version"
    }


def _revision(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _check(path: Path, archive: Archive) -> None:
    try:
        with closing(_open(path)) as connection:
            is_whole = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            has_strays = bool(connection.execute("PRAGMA foreign_key_check").fetchall())
            rows = _rows(connection)
    except sqlite3.DatabaseError as error:
        raise BadArchive("The database in the archive is damaged.") from error
    if not is_whole or has_strays or rows != archive.rows:
        raise BadArchive("The database in the archive is damaged.")


def _bring_up_to_date(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.connect() as connection:
        upgrade(connection, "head")
        connection.commit()
    with closing(_open(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _rough_file(folder: Path) -> Iterator[Path]:
    """Nobody else's to read, and gone at the end unless it was moved to where it belongs."""
    rough = folder / f".posy-{secrets.token_hex(4)}.db"
    os.close(os.open(rough, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield rough
    finally:
        for side in ("", "-wal", "-shm", "-journal"):
            rough.with_name(rough.name + side).unlink(missing_ok=True)
