"""The servers the tests stand on are real ones, and are gone when the run is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from tests.services import keeper, root

HOUSE = Path(__file__).parents[2]
# A run that starts both servers, says who keeps them, and is then killed without a word.
KILLED_RUN = """
import os, signal, pathlib
from tests.services import root, keeper
folder = root.make()
os.environ[root.NAME + "_PID"] = str(os.getpid())
keeper.address_of("postgres"), keeper.address_of("valkey")
print(folder, *(note.read_text() for note in folder.glob("*.keeper")), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_postgres_is_new_enough_and_brings_the_search_extensions(empty_postgres):
    url = empty_postgres.replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        version = connection.info.server_version
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE EXTENSION unaccent")
    assert version >= 160000


def test_redis_database_is_empty_and_answers(redis_url):
    with redis.Redis.from_url(redis_url) as connection:
        assert connection.dbsize() == 0
        connection.set("colour", "mint")
        assert connection.get("colour") == b"mint"


@pytest.mark.drill
def test_servers_end_with_a_run_that_was_killed():
    own = {k: v for k, v in os.environ.items() if k not in ("TEST_DATABASE_URL", "TEST_REDIS_URL")}
    own.pop(root.NAME, None)
    run = subprocess.run(
        [sys.executable, "-c", KILLED_RUN], cwd=HOUSE, env=own, capture_output=True, text=True
    )
    folder, *keepers = run.stdout.split()
    assert len(keepers) == 2, run.stderr
    _, alive = psutil.wait_procs([p for pid in keepers for p in _process(int(pid))], timeout=20)
    left = [
        p.pid
        for p in psutil.process_iter(["cmdline"])
        if folder in " ".join(p.info["cmdline"] or [])
    ]
    subprocess.run(["rm", "-rf", folder], check=True)
    assert (alive, left) == ([], [])


def _process(pid: int) -> list[psutil.Process]:
    try:
        return [psutil.Process(pid)]
    except psutil.NoSuchProcess:
        return []


def test_a_server_that_cannot_start_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv(root.NAME, str(tmp_path))
    (tmp_path / "valkey").touch()
    with pytest.raises(RuntimeError, match="FileExistsError"):
        keeper.address_of("valkey")
