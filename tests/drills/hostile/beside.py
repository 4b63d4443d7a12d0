"""Pages asked of a real site while its process is on the way to hostile shops."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Literal

import requests

from tests.drills.frame import Report, own_folder
from tests.drills.hostile.street import Kind, Papers, Street
from tests.services.database import new_database
from tests.services.site import Site

SPAN = 8.0  # seconds of asking, in each of the turns
TURNS = 4
RATIO = 1.5


def pages_beside(
    report: Report,
    zoo: Callable[[int, Papers], dict[str, Kind]],
    in_flight: int,
    how: Literal["page", "clip"] = "page",
) -> None:
    """how: whether the hostile pages are only fetched, or clipped whole."""
    folder = own_folder("harassed")
    go, way = folder / "go", folder / "way"
    site = Site(
        folder / "site", new_database("sqlite", folder.name), DRILL_WAY=str(way), DRILL_GO=str(go)
    )
    site.command = ["flask", "--app", "tests.drills.hostile.harassed", "serve", "--no-demo"]
    quiet: list[float] = []
    harassed: list[float] = []
    with Street(zoo) as street:
        orders = {"way": street.directions(), "in_flight": in_flight, "how": how}
        way.write_text(json.dumps(orders))
        site.start()
        try:
            _ask(site.url, 3.0)
            for _ in range(TURNS):
                # The looks of the turn before may still be on their way.
                time.sleep(11 if harassed else 0)
                quiet += _ask(site.url, SPAN)
                go.touch()
                _ask(site.url, 2.0)
                harassed += _ask(site.url, SPAN)
                go.unlink()
            visited = len(street.visited)
        finally:
            site.kill()
    before, beside = _p95(quiet), _p95(harassed)
    report.count("visited_beside", visited)
    report.count("p95_alone_ms", round(1000 * before))
    report.count("p95_beside_ms", round(1000 * beside))
    report.demand(visited > 20, f"only {visited} shops were visited beside the pages")
    report.demand(beside <= RATIO * before, f"p95 {before:.3f} s became {beside:.3f} s")


def _ask(url: str, seconds: float) -> list[float]:
    spans = []
    end = time.monotonic() + seconds
    with requests.Session() as browser:
        while time.monotonic() < end:
            began = time.monotonic()
            assert browser.get(f"{url}/sign-in", timeout=20).status_code == 200
            spans.append(time.monotonic() - began)
            time.sleep(0.02)
    return spans


def _p95(spans: list[float]) -> float:
    return statistics.quantiles(spans, n=20)[-1]
