"""What the pages cost as the community grows: `python -m bench growth --help`.

The same pages of members like one another, at each size, on PostgreSQL. A cost is CPU: that of
the request in this process plus that of PostgreSQL's, from the kernel's clocks, which other work
on the machine touches least; the sizes are asked in turns. Rows read are counted by EXPLAIN.
"""

from __future__ import annotations

import argparse
import logging
import os
import time
from dataclasses import dataclass, field
from statistics import median

import psutil
from flask import Flask

from bench import fanout, plans
from bench.clocks import cpu_of
from bench.people import Crowd, fill
from bench.walks import Visit, Walk, walk_through
from community.app import create_app
from community.extensions import db
from config import Settings
from tests.services import database, root
from tests.services.database import SECRET

SIZES = (2_000, 20_000, 200_000)
PLACES = 4  # as many typical members at each size


@dataclass
class Cost:
    """Of one visit at one size; milliseconds."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    reads: list[int] = field(default_factory=list)
    queries: int = 0
    html: int = 0
    long: list[str] = field(default_factory=list)


def main(words: list[str]) -> int:
    wanted = _wanted(words)
    logging.disable(logging.INFO)
    sites = [_site(size) for size in wanted.sizes]
    walks = [_walks(app, crowd) for app, crowd in sites]
    print(f"load of this machine: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores\n")
    costs = [_read(walks_of_size) for walks_of_size in walks]
    _measure(walks, costs, wanted.rounds)
    ratios = _table(wanted.sizes, walks[0][0].visits, costs)
    _tell_plans(wanted.sizes, costs)
    if not wanted.no_acts:
        for app, crowd in sites:
            fanout.measure(app, crowd)
    print(f"worst={max(ratios):.2f} median={median(ratios):.2f}")
    return 0


def _wanted(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench-growth", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, type=lambda text: [*map(int, text.split(","))])
    parser.add_argument("--rounds", default=12, type=int)
    parser.add_argument("--no-acts", action="store_true", help="the pages only")
    return parser.parse_args(words)


def _site(members: int) -> tuple[Flask, Crowd]:
    url, began = database.new_database("postgres", f"growth{members}"), time.monotonic()
    crowd = fill(url, members)
    print(f"{members:>8,} members filled in within {time.monotonic() - began:.0f} s", flush=True)
    return site_on(url), crowd


def site_on(url: str) -> Flask:
    folder = root.folder() / f"instance-{abs(hash(url))}"
    settings = Settings(
        secret_key=SECRET,
        site_url="http://localhost",
        database_url=url,
        instance_folder=folder,
        mail_url="smtp://127.0.0.1:9",
        development=True,
    )
    return create_app(settings)


def _walks(app: Flask, crowd: Crowd) -> list[Walk]:
    return [walk_through(app, crowd, place) for place in crowd.typical(PLACES)]


def _read(walks: list[Walk]) -> dict[str, Cost]:
    """Once each, which warms up too: how many rows, by which plans."""
    costs = {visit.name: Cost() for visit in walks[0].visits}
    for walk in walks:
        for visit in walk.visits:
            walk.ask(visit)
            cost, (found, html) = costs[visit.name], _explained(walk, visit)
            cost.reads.append(found.reads)
            cost.queries, cost.html = len(found.statements), html
            cost.long = found.long or cost.long
    return costs


def _explained(walk: Walk, visit: Visit) -> tuple[plans.Plans, int]:
    with plans.listening() as found:
        html = len(walk.ask(visit).data)
    with walk.app.app_context():
        found.explain()
        db.session.remove()
    return found, html


def _measure(walks: list[list[Walk]], costs: list[dict[str, Cost]], rounds: int) -> None:
    for _round in range(rounds):
        for place in range(min(map(len, walks))):
            for nth in range(len(walks[0][place].visits)):
                for size, walks_of_size in enumerate(walks):
                    walk = walks_of_size[place]
                    visit = walk.visits[nth]
                    cpu, wall = _timed(walk, visit)
                    costs[size][visit.name].cpu.append(cpu)
                    costs[size][visit.name].wall.append(wall)


def _timed(walk: Walk, visit: Visit) -> tuple[float, float]:
    pids = [os.getpid(), *_backends()]
    used, began = cpu_of(pids), time.perf_counter()
    walk.ask(visit)
    wall = time.perf_counter() - began
    return (cpu_of(pids) - used) * 1000, wall * 1000


def _backends() -> list[int]:
    """Processes of PostgreSQL that serve this one; read anew when the pools have grown."""
    global _known
    pools = sum(psutil.Process().num_fds() for _ in (0,))
    if _known[0] != pools:
        keeper = int((root.folder() / "postgres.keeper").read_text())
        _known = pools, [child.pid for child in psutil.Process(keeper).children(recursive=True)]
    return _known[1]


_known: tuple[int, list[int]] = (0, [])


def _table(sizes: list[int], visits: list[Visit], costs: list[dict[str, Cost]]) -> list[float]:
    """Prints it; gives the last size's cost as a multiple of the first's, page by page."""
    heads = "".join(f"{f'{size:,}':>10}{'rows':>7}" for size in sizes)
    print(f"cpu ms a page (request and PostgreSQL)\n{'page':27}{'html':>7}{heads}{'ratio':>7}")
    ratios = []
    for visit in visits:
        of_size = [cost[visit.name] for cost in costs]
        cells = "".join(f"{median(c.cpu):>10.2f}{median(c.reads):>7.0f}" for c in of_size)
        ratios.append(median(of_size[-1].cpu) / median(of_size[0].cpu))
        print(f"{visit.name:27}{of_size[-1].html:>7}{cells}{ratios[-1]:>7.2f}", flush=True)
    return ratios


def _tell_plans(sizes: list[int], costs: list[dict[str, Cost]]) -> None:
    for size, of_size in [*zip(sizes, costs, strict=True)][-1:]:
        for name, cost in of_size.items():
            for line in dict.fromkeys(cost.long):
                print(f"grows: {name} at {size:,}: {line}")
