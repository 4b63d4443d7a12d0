"""The two servers of `bench live`, each with its watchers in a process of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

import psutil
import requests

from bench.watching import Watchers
from tests.drills.frame import own_folder
from tests.drills.listening.crowd import Listeners
from tests.services import database, valkey
from tests.services.fleet import Fleet
from tests.services.running import Running, is_ready
from tests.services.site import Site

MEMBERS = 1_000  # nobody may hold more than five sockets
VOTERS = 120  # nor vote more than 60 times a minute
PRODUCTION = {"DEVELOPMENT": "0", "TRUSTED_PROXIES": "1", "MAIL_URL": "smtp://127.0.0.1:9"}


@dataclass
class Side:
    """One server, its watchers, and how to vote there."""

    name: str
    pid: int
    notes: Path
    watchers: Watchers
    vote: Any
    alone: int = 0  # bytes it held before anybody watched

    def accepted(self) -> list[float]:
        return [float(line) for line in self.notes.read_text().split()]

    @property
    def held(self) -> int:
        return int(psutil.Process(self.pid).memory_info().rss)


@contextmanager
def sides(shape: str) -> Iterator[tuple[Side, Side]]:
    with ExitStack() as ends:
        posy = _posy(shape, ends)
        yield posy, _bare(shape, ends)


def _posy(shape: str, ends: ExitStack) -> Side:
    folder = own_folder("bench-live")
    notes = folder / "accepted"
    notes.touch()
    more = {**PRODUCTION, "ACCEPTED": str(notes)}
    site, server = _served(shape, folder, more)
    ends.callback(site.kill)
    site.start()
    crowd = Listeners(site.app(), [site.url], MEMBERS)
    voters = list(crowd.members)[:VOTERS]
    for name in voters:
        crowd.members[name].learn_token()
    names = cycle(voters)
    watchers = Watchers(site.url, [page.cookie for page in crowd.pages], crowd.poll)
    ends.callback(watchers.end)
    pid = _server(server)
    side = Side("posy", pid, notes, watchers, lambda: crowd.vote(next(names)))
    side.alone = side.held
    return side


def _served(shape: str, folder: Path, more: dict[str, str]) -> tuple[Any, Running]:
    if shape == "threads":
        address = database.new_database("sqlite", folder.name)
        site = Site(folder / "site", address, **more)
        site.command = ["flask", "--app", "bench.live_server", "serve", "--no-demo"]
        return site, site
    address = database.new_database("postgres", folder.name.replace("-", "_"))
    fleet = Fleet(folder, address, f"{valkey.server_url()}/62", webs=1, workers=0, **more)
    fleet.webs[0].command[-1] = "bench.live_server:app"
    return fleet, fleet.webs[0]


def _bare(shape: str, ends: ExitStack) -> Side:
    folder, port = own_folder("bench-bare"), valkey.free_port()
    url, notes = f"http://127.0.0.1:{port}", folder / "accepted"
    notes.touch()
    how = (
        ["-k", "gevent", "--worker-connections", "20000"]
        if shape == "gevent"
        else ["--threads", "400"]
    )
    command = ["gunicorn", *how, "-w", "1", "--no-control-socket", "-b", f"127.0.0.1:{port}"]
    mode = "gevent" if shape == "gevent" else "threading"
    environment = database.environment(ACCEPTED=str(notes), ASYNC_MODE=mode)
    server = Running([*command, "bench.live_server:bare()"], environment, folder / "bare.log")
    ends.callback(server.kill)
    server.start()
    server.wait_until(lambda: is_ready(url))
    watchers = Watchers(url, [""], "bare")
    ends.callback(watchers.end)
    vote = lambda: requests.post(f"{url}/polls/bare/vote", timeout=20)  # noqa: E731
    side = Side("bare", _server(server), notes, watchers, vote)
    side.alone = side.held
    return side


def _server(running: Running) -> int:
    assert running.process
    process = psutil.Process(running.process.pid)
    tree = [process, *process.children(recursive=True)]
    return max(tree, key=lambda each: each.memory_info().rss).pid
