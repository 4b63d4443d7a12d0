"""What must hold in a gevent process before anybody comes; patching cannot be undone, so each
script has a process of its own."""

from __future__ import annotations

import runpy
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest
import requests

from community.app import create_app
from community.core import greenlets
from config import Settings, SettingsError, from_environment
from tests.core.live.member import Member
from tests.services import database
from tests.services.database import HOUSE, SECRET
from tests.services.running import Running, is_ready
from tests.services.valkey import free_port
from tests.shapes.shape import wait_until

PATCH = "from gevent import monkey; monkey.patch_all()\n"
GUNICORN = "deploy/gunicorn.conf.py"

HASHING = """
import gevent, time
from gevent import monkey
from community.accounts import passwords
really_sleep = monkey.get_original("time", "sleep")
busy, most = 0, 0
class Slow:
    def verify(self, kept, password):
        global busy, most
        busy += 1; most = max(most, busy)
        really_sleep(0.2)
        busy -= 1
        return True
passwords.hasher = Slow()
ticks = 0
def tick():
    global ticks
    while True:
        gevent.sleep(0.01); ticks += 1
gevent.spawn(tick)
gevent.joinall([gevent.spawn(passwords.is_password, "kept", "typed") for _ in range(8)])
print(most, ticks > 10)
"""

TURNS = """
import gevent
from community.core.greenlets import Fair
order = []
app = Fair(lambda environ, start: order.append(environ["who"]))
def come(who):
    for _ in range(3):
        app({"who": who}, None)
gevent.joinall([gevent.spawn(come, who) for who in "ab"])
print("".join(order))
"""


def run(script: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PATCH + script],
        capture_output=True, text=True, timeout=60, cwd=HOUSE, env=database.environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_hashing_keeps_nobody_waiting_and_is_done_by_four_at_most():
    """P7"""
    assert run(HASHING) == "4 True"


def test_a_busy_connection_lets_the_others_have_their_turn():
    """P9"""
    assert run(TURNS) == "ababab"


@pytest.mark.parametrize(("redis_url", "pauses"), [("redis://127.0.0.1:1", True), ("", False)])
def test_every_request_passes_the_fair_queue_where_there_is_no_other(
    tmp_path, monkeypatch, redis_url, pauses
):
    """Threads take turns by themselves."""
    app = create_app(
        Settings(
            secret_key=SECRET,
            site_url="http://localhost",
            database_url="postgresql://127.0.0.1:1/none",
            redis_url=redis_url,
            instance_folder=tmp_path,
        )
    )
    slept = []
    monkeypatch.setattr(greenlets.time, "sleep", slept.append)
    assert app.test_client().get("/healthz").status_code == 200
    assert (0 in slept) is pauses


def test_there_is_room_for_pages_beside_all_the_sockets():
    """P8"""
    given = {"SECRET_KEY": SECRET, "DATABASE_URL": "postgresql://db/posy"}
    at_scale = from_environment(given | {"REDIS_URL": "redis://db"})
    assert (
        runpy.run_path(str(HOUSE / GUNICORN))["worker_connections"] >= at_scale.most_sockets + 500
    )
    embedded = from_environment(given)
    assert embedded.most_sockets >= 300
    assert embedded.threads >= embedded.most_sockets + 50


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_what_breaks_websockets_under_gevent_is_not_installed(lock):
    """P3, P2"""
    names = {line.partition("==")[0] for line in (HOUSE / lock).read_text().splitlines()}
    assert "gevent" in names
    assert names.isdisjoint({"gevent-websocket", "eventlet", "niquests", "urllib3-future"})


@pytest.mark.parametrize("url", ["", "sqlite:///posy.db"])
def test_gevent_is_not_started_on_sqlite(url):
    """P6: one greenlet that waits inside a transaction would stop them all."""
    given = {"SECRET_KEY": SECRET, "REDIS_URL": "redis://127.0.0.1", "DATABASE_URL": url}
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        from_environment(given)


@pytest.mark.drill
def test_no_process_leaves_a_control_socket_at_home(shape):
    """P11"""
    assert shape.site.environment["HOME"] == str(shape.site.folder)
    assert not (shape.site.folder / ".gunicorn").exists()


@pytest.mark.drill
def test_a_slow_query_stops_nobody_else(fleet):
    """The driver waits as gevent does."""
    url = fleet.webs[0].url
    plain = fleet.database_url.replace("+psycopg", "")
    with psycopg.connect(plain) as connection:
        connection.execute("LOCK TABLE polls IN ACCESS EXCLUSIVE MODE")
        waiting = threading.Thread(target=requests.get, args=(f"{url}/polls/1",))
        waiting.start()
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        assert wait_until(lambda: connection.execute(waits).fetchone()[0] > 0)
        began = time.monotonic()
        assert requests.get(f"{url}/healthz", timeout=5).status_code == 200
        assert time.monotonic() - began < 3
        assert waiting.is_alive()
        connection.rollback()
    waiting.join(20)


@pytest.mark.drill
def test_serve_becomes_a_gevent_process(fleet, tmp_path):
    """One command, whatever the shape."""
    port = free_port()
    environment = fleet.environment | {"PORT": str(port), "SITE_URL": f"http://127.0.0.1:{port}"}
    command = ["flask", "--app", "wsgi", "serve", "--no-demo"]
    served = Running(command, environment, tmp_path / "serve.log")
    served.start()
    try:
        served.wait_until(lambda: is_ready(f"http://127.0.0.1:{port}"))
        stranger = Member(f"http://127.0.0.1:{port}", "posy=x")
        assert stranger.open_socket().client.connected
        stranger.leave()
        assert "gunicorn" in Path(f"/proc/{served.process.pid}/cmdline").read_text()
    finally:
        served.stop()
