"""The folder one test run shares among its workers, and the one lock they take in turn."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Set by the controller before its workers start, so that all of them find the same folder.
NAME = "POSY_TEST_ROOT"


def make() -> Path:
    """A folder of mode 755: PostgreSQL, started by root, runs as a user that must reach it."""
    folder = Path(tempfile.mkdtemp(prefix="posy-"))
    folder.chmod(0o755)
    os.environ[NAME] = str(folder)
    return folder


def folder() -> Path:
    return Path(os.environ[NAME])


def worker_number() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@contextmanager
def one_at_a_time(what: str) -> Iterator[Path]:
    """The shared folder, while no other worker is inside the same `what`."""
    with (folder() / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder()
