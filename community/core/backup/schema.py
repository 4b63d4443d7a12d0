"""What both databases need for a backup: the moment it shows, and migrations on one connection."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from community.core.backup.writer import Writer
from config import ROOT

MIGRATIONS: Path = ROOT / "migrations"


class Snapshot(ABC):
    """The database at one moment: whatever was answered before `taken_at` is in it."""

    taken_at: str
    revision: str
    tables: dict[str, list[str]]

    @abstractmethod
    def write(self, writer: Writer) -> dict[str, int]:
        """Add its files; the rows of each table."""


def now() -> str:
    return datetime.now(UTC).isoformat()


def is_known(revision: str) -> bool:
    scripts = ScriptDirectory(str(MIGRATIONS)).walk_revisions()
    return revision in {script.revision for script in scripts}


def upgrade(connection: Connection, revision: str) -> None:
    """Migrate within the connection's own transaction, which the caller ends."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
