"""Hostile shops clipped whole: each ends in time, for little memory, and nobody else is dialled.

Then pages that were torn at random; and, in the long form, the site's pages while its own process
clips the hostile ones.
"""

from __future__ import annotations

from community.core.lanes import LANES, VISITS
from tests.drills import net
from tests.drills.frame import Report
from tests.drills.hostile.beside import pages_beside
from tests.drills.hostile.street import ANSWERED, Kind, Papers, Street, ends
from tests.drills.hostile.things import WALLS, things
from tests.drills.hostile.torn import tear

SHORT = {"rounds": 60, "deadline": 2.0, "every": 6}
LONG = {"rounds": 10_000, "deadline": 10.0, "in_flight": 20}


def run(report: Report, rounds: int, deadline: float, in_flight: int = 0, every: int = 1) -> None:
    with Street(lambda port, papers: zoo(port, papers, every)) as street:
        report.count("kinds", len(street))
        _clip(report, street, deadline)
    tear(report, rounds)
    if in_flight:
        pages_beside(report, lambda port, papers: zoo(port, papers), in_flight, how="clip")


def zoo(port: int, papers: Papers, every: int = 1) -> dict[str, Kind]:
    """The shops of `net` and those whose pages are the trouble; the short form takes some."""
    shops = net.zoo(port, papers)
    read = {name: Kind(**{**vars(kind), "may": _as_clip(kind)}) for name, kind in shops.items()}
    whole = things(port) | read
    return dict(list(whole.items())[::every])


def _as_clip(kind: Kind) -> frozenset[str]:
    """A page that is answered may still say nothing of a thing."""
    return kind.may | ends(*WALLS) if ANSWERED in kind.may else kind.may


def _clip(report: Report, street: Street, deadline: float) -> None:
    visits = [*street.directions()["urls"].items()]
    threads = LANES[VISITS].threads
    told = net.visit_all(street, "clipping", visits, deadline, at_once=threads, patience=900)
    report.injected += len(told["ended"])
    report.count("grown_MB", told["grown"] // net.MEGABYTE)
    report.demand(told["grown"] <= net.GROWTH, f"grew by {told['grown'] // net.MEGABYTE} MB")
    vetted = {tuple(each[1:]) for each in street.directions()["allow"]}
    strays = [each for each in told["dialled"] if tuple(each) not in vetted]
    report.count("connects", len(told["dialled"]))
    report.count("connects_outside", len(strays) + street.inside.visitors)
    report.demand(not strays and not street.inside.visitors, f"dialled {strays[:3]}")
    report.demand(len(told["ended"]) == len(visits), "some clips never ended")
    hasty = ends("too slow") if deadline < 5 else frozenset[str]()
    for name, how, seconds in told["ended"]:
        report.measure("clip", seconds)
        report.demand(seconds <= net.LONGEST, f"{name}: {seconds:.1f} s")
        report.demand(how in street.kinds[name].may | hasty, f"{name}: {how}")
