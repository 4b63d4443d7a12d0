"""Hostile shops clipped whole: each ends in time, for little memory, and nobody else is dialled.

Then pages that were torn and stitched at random: the reader neither raises nor stalls.
"""

from __future__ import annotations

import gzip
import os
import random
import time
from pathlib import Path

from community.clipping.reader import read_with_spots
from community.core.lanes import LANES, VISITS
from tests.drills import net
from tests.drills.frame import Report
from tests.drills.hostile.beside import pages_beside
from tests.drills.hostile.street import ANSWERED, Kind, Papers, Street, ends
from tests.drills.hostile.things import WALLS, things

SHORT = {"rounds": 60, "deadline": 2.0, "every": 6}
LONG = {"rounds": 10_000, "deadline": 10.0, "in_flight": 20}

OWN_PAGES = Path(__file__).parents[1] / "clipping" / "fixtures"
REAL_PAGES = Path(os.environ.get("SHOP_PAGES") or Path(__file__).parents[3] / "shared" / "pages")
LONGEST_READ = 2.0
# What a page may be torn with: beginnings and ends that readers trust.
SHARDS = (
    b"<script type='application/ld+json'>", b"</script>", b"{", b"[", b'"price":', b"\0",
    b"<!--", b"-->", b"<div itemscope itemprop=offers>", b"</", b"&#0;", b"&#x110000;", b"9" * 400,
    b"<h1>", b'content="', b"\\u0000", b"\xed\xa0\x80", b"1.234.567,89 EUR", b"<svg>", b"]]>",
    b'{"@type":"Product","offers":', b"<meta property=og:image content=//[::", b"<template>",
    b"\xff\xfe",
)  # fmt: skip


def run(report: Report, rounds: int, deadline: float, in_flight: int = 0, every: int = 1) -> None:
    with Street(lambda port, papers: zoo(port, papers, every)) as street:
        report.count("kinds", len(street))
        _clip(report, street, deadline)
    _tear(report, rounds)
    if in_flight:
        pages_beside(report, lambda port, papers: zoo(port, papers), in_flight)


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


def _tear(report: Report, rounds: int) -> None:
    dice = random.Random(os.environ.get("SEED", "posy"))
    pages = _pages(real=rounds > 1_000)
    for number in range(rounds):
        torn = _torn(dice.choice(pages), dice)
        began = time.process_time()
        try:
            read_with_spots(torn, "https://shop.example/thing")
        except Exception as error:
            report.demand(False, f"round {number}: {type(error).__name__}: {error}")
        spent = time.process_time() - began
        report.measure("read", spent)
        report.demand(spent <= LONGEST_READ, f"round {number}: {spent:.1f} s")
        report.injected += 1
    report.count("torn_pages", rounds)


def _pages(real: bool) -> list[bytes]:
    own = [path.read_bytes() for path in sorted(OWN_PAGES.glob("*.html"))]
    files = sorted((REAL_PAGES / "dev").glob("*.gz")) if real else []
    return own * 4 + [gzip.decompress(path.read_bytes()) for path in files]


def _torn(page: bytes, dice: random.Random) -> bytes:
    """Cut out, said twice, moved, and stuck with shards, a few times each."""
    for _ in range(dice.randint(1, 6)):
        a, b = sorted(dice.randrange(len(page) + 1) for _ in range(2))
        b = min(b, a + dice.choice((3, 40, 600, 20_000)))
        how = dice.randrange(4)
        if how == 0:
            page = page[:a] + page[b:]
        elif how == 1:
            page = page[:b] + page[a:b] * dice.randint(1, 20) + page[b:]
        elif how == 2:
            page = page[:a] + dice.choice(SHARDS) * dice.choice((1, 1, 50)) + page[a:]
        else:
            page = page[:a] + dice.randbytes(min(b - a, 200)) + page[b:]
    return page
