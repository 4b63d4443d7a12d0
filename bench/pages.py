"""How fast the pages are, beside a bare Flask page of the same run: `python -m bench pages --help`.

A page and its yardsticks are measured in turns, in short windows one after another, so that what
else goes on in the machine touches all of them alike; a ratio is the median over the rounds.
"""

from __future__ import annotations

import argparse
import gzip
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from flask import Flask

from bench import profiling, table
from bench.load import Client, Order, Window
from bench.site import SHAPES, Shape, local_app, serving
from bench.targets import PAGES, Targets, choose
from tests.services.queries import count_queries

MEMBERS = 2000
STATES = ("out", "in")


@dataclass(frozen=True)
class Size:
    """Seconds a window, and how many rounds of them."""

    seconds: float
    rounds: int


FULL, SHORT = Size(0.8, 3), Size(0.25, 2)


@dataclass
class Result:
    shape: str
    page: str
    state: str
    queries: int
    html: int
    packed: int
    windows: list[Window] = field(default_factory=list)
    bare: list[Window] = field(default_factory=list)
    second: list[Window] = field(default_factory=list)

    @property
    def requests_a_second(self) -> float:
        return median(window.rps for window in self.windows)

    def middle(self, name: str) -> float:
        return float(median(getattr(window, name) for window in self.windows))

    def ratio(self, to: str) -> float:
        """Requests a second, as a share of the yardstick's `bare` or `second`."""
        pairs = zip(self.windows, getattr(self, to), strict=True)
        return float(median(page.rps / yard.rps for page, yard in pairs))

    def cpu_ratio(self, to: str) -> float:
        """The yardstick's CPU time as a share of the page's: 1 is as cheap."""
        pairs = zip(self.windows, getattr(self, to), strict=True)
        return float(median(yard.cpu_ms / page.cpu_ms for page, yard in pairs))


def measure(
    shape: Shape, targets: Targets, wanted: argparse.Namespace, size: Size
) -> Iterator[Result]:
    client = Client()
    try:
        for state in STATES if wanted.state == "both" else (wanted.state,):
            cookie = targets.cookie if state == "in" else ""
            for page in wanted.only or PAGES:
                path = targets.paths[page]
                result = Result(shape.name, page, state, *_look(shape.app, path, cookie))
                _rounds(client, shape, result, path, cookie, wanted.connections, size)
                yield result
    finally:
        client.close()


def _rounds(
    client: Client,
    shape: Shape,
    result: Result,
    path: str,
    cookie: str,
    connections: int,
    size: Size,
) -> None:
    common = {"connections": connections, "seconds": size.seconds, "databases": shape.databases}
    ours = Order(shape.urls, path, cookie, pids=shape.pids, **common)
    bare = Order(shape.yard_urls, "/bare", "", pids=shape.yard_pids, **common)
    second = Order(shape.yard_urls, "/second", shape.yard_cookie, pids=shape.yard_pids, **common)
    for _ in range(size.rounds):
        result.bare.append(_good(client.window(bare)))
        result.windows.append(_good(client.window(ours)))
        result.second.append(_good(client.window(second)))


def _good(window: Window) -> Window:
    if set(window.statuses) != {"200"}:
        raise RuntimeError(f"not every answer was 200: {window.statuses}")
    return window


def _look(app: Flask, path: str, cookie: str) -> tuple[int, int, int]:
    """Queries, bytes of HTML, and bytes of it packed by gzip at level 6."""
    browser = app.test_client(use_cookies=False)
    headers = {"Cookie": cookie} if cookie else {}
    profiling.forget_pages(app)
    with count_queries() as queries:
        answer = browser.get(path, headers=headers, base_url=app.extensions["settings"].site_url)
    assert answer.status_code == 200, f"{path}: {answer.status}"
    return len(queries), len(answer.data), len(gzip.compress(answer.data, 6))


def _wanted(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench pages", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a quick look: shorter windows")
    parser.add_argument("--only", action="append", choices=PAGES, help="this page (repeatable)")
    parser.add_argument("--shape", choices=(*SHAPES, "both"), default="both")
    parser.add_argument("--state", choices=(*STATES, "both"), default="both", help="signed out/in")
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument(
        "--connections", type=int, default=4, help="keep-alive, asking all the time"
    )
    parser.add_argument(
        "--profile",
        choices=PAGES,
        help="no servers: where the time of this page goes (cProfile), and its queries",
    )
    parser.add_argument("--sort", choices=("tottime", "cumtime"), default="tottime")
    return parser.parse_args(words)


def main(words: list[str]) -> int:
    wanted = _wanted(words)
    logging.getLogger("community").setLevel(logging.WARNING)  # of the apps in this process
    if wanted.profile:
        app = local_app(wanted.members)
        targets = choose(app)
        cookie = "" if wanted.state == "out" else targets.cookie
        profiling.show(app, targets.paths[wanted.profile], cookie, wanted.sort)
        return 0
    results: list[Result] = []
    for name in SHAPES if wanted.shape == "both" else (wanted.shape,):
        with serving(name, wanted.members) as shape:
            targets = choose(shape.app)
            table.head(shape, targets, wanted)
            for result in measure(shape, targets, wanted, SHORT if wanted.short else FULL):
                table.row(result)
                results.append(result)
    table.end(results)
    return 0
