"""Hostile shops: each is left in time, for little memory, and nobody else is dialled."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections import Counter
from typing import Any

from community.core.outbound import Reason
from tests.core.outbound.zoo import ZOO
from tests.drills.frame import Report
from tests.drills.hostile.beside import pages_beside
from tests.drills.hostile.leads import led
from tests.drills.hostile.street import Kind, Papers, Street, ends
from tests.drills.hostile.tongues import HOARDS, HTTP, PACKED, over_tls
from tests.services.database import HOUSE

SHORT = {"rounds": 1, "deadline": 0.8}
LONG = {"rounds": 3, "deadline": 10.0, "in_flight": 20}

MEGABYTE = 1 << 20
LONGEST = 12.0  # seconds a look may take
GROWTH = 64 * MEGABYTE
# In how many kinds the careless control must fall for the street to be called hostile.
FALLS = 40


def zoo(inside: int, papers: Papers) -> dict[str, Kind]:
    known = {f"{name} ": Kind(script, ends(*may)) for name, (script, may) in ZOO.items()}
    tongues = {name: Kind(script, may) for name, (script, may) in (HTTP | PACKED | HOARDS).items()}
    return led(inside) | known | tongues | over_tls(papers)


def run(report: Report, rounds: int, deadline: float, in_flight: int = 0) -> None:
    with Street(zoo) as street:
        report.count("kinds", len(street))
        _hold(report, street, rounds, deadline)
        _control(report, street, min(deadline, 2.0))
    if in_flight:
        pages_beside(report, zoo, in_flight)


def _hold(report: Report, street: Street, rounds: int, deadline: float) -> None:
    visits = [*street.directions()["urls"].items()] * rounds
    told = visit_all(street, "guarded", visits, deadline, at_once=16, patience=600)
    report.injected += len(told["ended"])
    report.count("grown_MB", told["grown"] // MEGABYTE)
    vetted = {tuple(each[1:]) for each in street.directions()["allow"]}
    strays = [each for each in told["dialled"] if tuple(each) not in vetted]
    report.count("connects", len(told["dialled"]))
    report.count("connects_outside", len(strays) + street.inside.visitors)
    report.demand(not strays and not street.inside.visitors, f"dialled {strays[:3]}")
    report.demand(told["grown"] <= GROWTH, f"memory grew by {told['grown'] // MEGABYTE} MB")
    report.demand(len(told["ended"]) == len(visits), "some looks never ended")
    # With little time and no core to itself a look may always be too slow.
    hasty = ends(Reason.TOO_SLOW) if deadline < 5 else frozenset()
    for name, how, seconds in told["ended"]:
        report.measure("look", seconds)
        report.demand(seconds <= LONGEST, f"{name}: {seconds:.1f} s")
        report.demand(how in street.kinds[name].may | hasty, f"{name}: {how}")


def _control(report: Report, street: Street, deadline: float) -> None:
    """The same street for a visitor who does not take care must be a bad place."""
    visits = [*street.directions()["urls"].items()]
    told = visit_all(
        street, "naive", visits, deadline, at_once=len(visits), patience=deadline + 1.5
    )
    ended = {name: how for name, how, _ in told["ended"]}
    falls = Counter(_fall(ended.get(name, "")) for name, _ in visits)
    del falls[""]
    for what, number in falls.items():
        report.count(f"careless_{what}", number)
    report.demand(len(falls) == 4, f"the control only {sorted(falls)}")
    report.demand(falls.total() >= FALLS, f"the control fell in {falls.total()} kinds only")


def _fall(ended: str) -> str:
    if not ended:
        return "held"
    words = {"took too much": "flooded", "was led inside": "inside", "dialled": "astray"}
    return next((fall for sign, fall in words.items() if sign in ended), "")


def visit_all(
    street: Street, how: str, visits: list[Any], deadline: float, **crowd: float
) -> dict[str, Any]:
    orders = {"how": how, "way": street.directions(), "deadline": deadline, **crowd}
    told = subprocess.run(
        [sys.executable, "-m", "tests.drills.hostile.visitor"],
        input=json.dumps(orders | {"visits": random.sample(visits, len(visits))}),
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise RuntimeError(told.stderr)
    result: dict[str, Any] = json.loads(told.stdout)
    return result
