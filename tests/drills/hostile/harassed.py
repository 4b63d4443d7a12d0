"""A site whose own process visits a street of hostile shops while a file says so.

`DRILL_WAY` names the file of directions, `DRILL_GO` the one whose presence starts the visits.
"""

from __future__ import annotations

import json
import os
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from community.app import create_app
from community.catalog.jobs import look_at
from community.core.outbound import Outbound, OutboundError
from tests.drills.hostile.visitor import Directions

app = create_app()


def _harass() -> None:
    way, go = Path(os.environ["DRILL_WAY"]), Path(os.environ["DRILL_GO"])
    _until(go)
    orders = json.loads(way.read_text())
    directions = Directions(orders["way"])
    outbound = Outbound(resolve=directions.resolve, allow=directions.vetted, ca=orders["way"]["ca"])
    urls = [*orders["way"]["urls"].values()]
    app.extensions["outbound"] = outbound
    look = {"page": outbound.get_page, "clip": _clip}[orders["how"]]
    for _ in range(orders["in_flight"]):
        threading.Thread(target=_look_on, args=(look, urls, go), daemon=True).start()


def _clip(url: str) -> None:
    with app.app_context():
        look_at(url)


def _look_on(look: Callable[[str], object], urls: list[str], go: Path) -> None:
    while True:
        _until(go)
        with suppress(OutboundError):
            look(random.choice(urls))


def _until(go: Path) -> None:
    while not go.exists():
        time.sleep(0.1)


# `flask serve` forks its worker: a thread started now would stay behind in the parent.
os.register_at_fork(after_in_child=lambda: threading.Thread(target=_harass, daemon=True).start())
