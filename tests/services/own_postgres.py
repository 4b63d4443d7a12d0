"""A PostgreSQL of one drill's own, as careful as in production, to be stopped without a word."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import postgres, root
from tests.services.database import flask

CARE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_connections=200")
QUIET = ("log_min_messages=panic",)  # crashes are what it is for


class OwnPostgres:
    """Its data lie in `folder`/data, its socket in `folder`."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self._programs = folder, programs
        self._server: subprocess.Popen[bytes] | None = None
        self._admin = f"postgresql://postgres@/postgres?host={folder}"
        self.url = f"postgresql+psycopg://postgres@/posy?host={folder}"

    def start(self) -> None:
        """Start, and wait until it accepts connections; what a crash left behind is replayed."""
        data, user = self.folder / "data", _user()
        self._server = postgres.serve(self._programs, data, self.folder, user, CARE + QUIET)
        postgres.wait(self._admin, self._server)

    def stop(self, mode: str = "immediate") -> None:
        """As `pg_ctl stop -m`: *immediate* is a crash without a checkpoint, *fast* is polite."""
        assert self._server
        self._server.send_signal({"immediate": signal.SIGQUIT, "fast": signal.SIGINT}[mode])
        self._server.wait(30)
        self._server = None

    @property
    def is_running(self) -> bool:
        return self._server is not None


@contextmanager
def own_postgres(name: str) -> Iterator[OwnPostgres]:
    """A running one with the migrated, empty database `posy`."""
    server = _copied(root.folder() / name)
    server.start()
    try:
        yield server
    finally:
        if server.is_running:
            server.stop()


def _copied(folder: Path) -> OwnPostgres:
    with root.one_at_a_time("own-postgres") as shared:
        template = shared / "own-postgres"
        if not template.exists():
            _make(template)
    shutil.copytree(template, folder, ignore=shutil.ignore_patterns("programs"))
    user = _user()
    if user:
        subprocess.run(["chown", "-R", user, folder], check=True)
    (folder / "data").chmod(0o700)
    return OwnPostgres(folder, _programs(template))


def _make(template: Path) -> None:
    draft, user = template.with_name("own-postgres-draft"), _user()
    programs, data = postgres.prepare(draft, user)
    postgres.initialise(programs, data, user)
    server = OwnPostgres(draft, programs)
    server.start()
    postgres.execute(server._admin, "CREATE DATABASE posy")
    flask("db", "upgrade", DATABASE_URL=server.url, INSTANCE_FOLDER=str(draft / "instance"))
    server.stop("fast")
    draft.rename(template)


def _programs(template: Path) -> Path:
    copied = template / "programs" / "bin"
    return copied if copied.exists() else postgres.installed() / "bin"


def _user() -> str | None:
    return "nobody" if os.geteuid() == 0 else None
