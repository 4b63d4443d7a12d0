"""How soon a vote is seen by everybody who watches, beside a bare broadcast: `--help`.

From the moment a vote is committed to the moment each watcher has a state that knows of it. The
yardstick is a Flask-SocketIO that broadcasts a message of the same size to as many, and nothing
else; the two take turns. `ratio`: the last watcher of a lone vote, Posy's median over its own.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median

from bench.clocks import cpu_of
from bench.live_sides import Side, sides

SIZES = {"gevent": (100, 1000, 5000), "threads": (50, 150)}
SHORT = {"gevent": (100, 500), "threads": (50,)}
RATES = (1, 20, 100)
ROUNDS = 3
MOST_A_SECOND, MOST_DELIVERIES = 4.0, 8000.0
MOST_P99, MOST_RATIO = 1.0, 1.5


@dataclass
class Seen:
    """What one span of voting came to; times in seconds."""

    votes: int
    asked_a_second: float
    spans: Counter[int]
    last: list[float]
    frames: float  # a second and watcher
    deliveries: float  # a second
    lost: int

    def at(self, part: float) -> float:
        left = part * self.spans.total()
        for span in sorted(self.spans):
            left -= self.spans[span]
            if left <= 0:
                return span / 10_000
        return max(self.spans, default=0) / 10_000


class Verdict:
    """The figures of the last line, and what did not hold."""

    def __init__(self) -> None:
        self.figures: list[str] = []
        self.missed: list[str] = []

    def figure(self, name: str, value: float, at_most: float) -> None:
        self.figures.append(f"{name}={value:.2f}")
        self.demand(value <= at_most, f"{name}={value:.2f}>{at_most:g}")

    def demand(self, holds: bool, words: str) -> None:
        if not holds:
            self.missed.append(words)

    def print(self) -> int:
        words, is_ok = " ".join(self.missed or self.figures), not self.missed
        print(f"{'ok' if is_ok else 'FAILED'}: live: {words} load={os.getloadavg()[1]:.1f}")
        return 0 if is_ok else 1


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser("python -m bench live", description=__doc__)
    parser.add_argument("--shape", choices=tuple(SIZES))
    parser.add_argument("--watchers", type=int, nargs="*")
    parser.add_argument("--rates", type=int, nargs="*", default=RATES)
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--short", action="store_true")
    options = parser.parse_args(words)
    seconds = options.seconds or (5.0 if options.short else 12.0)
    verdict = Verdict()
    for shape in [options.shape] if options.shape else SIZES:
        with sides(shape) as (posy, bare):
            for watchers in options.watchers or (SHORT if options.short else SIZES)[shape]:
                name = f"{shape}-{watchers}"
                _grow(verdict, name, (posy, bare), watchers)
                _measure_lone(verdict, name, posy, bare, seconds)
                for rate in options.rates:
                    _measure_burst(verdict, f"{name}@{rate}", posy, rate, seconds)
    return verdict.print()


def _grow(verdict: Verdict, name: str, both: tuple[Side, Side], watchers: int) -> None:
    for side in both:
        told = side.watchers.ask(do="grow", to=watchers)
        verdict.demand(told["open"] == watchers, f"{name} {side.name} let in {told['open']}")
        each = (side.held - side.alone) / watchers / 1024
        print(f"{name} {side.name}: {each:.0f} kB a socket", flush=True)


def _measure_lone(verdict: Verdict, name: str, posy: Side, bare: Side, seconds: float) -> None:
    spans: dict[str, list[float]] = {"posy": [], "bare": []}
    used = Counter[str]()
    for side in (bare, posy) * ROUNDS:
        before = cpu_of([side.pid])
        spans[side.name] += _lone(side, max(2, int(seconds / ROUNDS)))
        used[side.name] += cpu_of([side.pid]) - before
    ratio = median(spans["posy"]) / median(spans["bare"])
    words = ", ".join(
        f"{name} {_ms(times)} {1000 * used[name] / len(times):.0f} ms of CPU"
        for name, times in spans.items()
    )
    print(f"{name} a lone vote, last watcher: {words}, ratio={ratio:.2f}", flush=True)
    verdict.figure(f"{name}:ratio", ratio, MOST_RATIO)


def _measure_burst(verdict: Verdict, name: str, posy: Side, rate: int, seconds: float) -> None:
    seen = _burst(posy, rate, seconds)
    print(
        f"{name}/s ({seen.asked_a_second:.0f} taken): p50={seen.at(0.5):.3f}"
        f" p99={seen.at(0.99):.3f} max={seen.at(1):.3f} s told={seen.frames:.1f}/s"
        f" deliveries={seen.deliveries:.0f}/s lost={seen.lost}",
        flush=True,
    )
    verdict.figure(f"{name}:p99", seen.at(0.99), MOST_P99)
    verdict.demand(not seen.lost, f"{name}:lost={seen.lost}")
    verdict.demand(seen.frames <= MOST_A_SECOND * 1.1, f"{name}:told={seen.frames:.1f}")
    is_bounded = seen.deliveries <= MOST_DELIVERIES * 1.1
    verdict.demand(is_bounded, f"{name}:deliveries={seen.deliveries:.0f}")


def _ms(spans: list[float]) -> str:
    return f"p50={1000 * median(spans):.0f} max={1000 * max(spans):.0f} ms"


def _lone(side: Side, votes: int) -> list[float]:
    """Seconds to the last watcher, a vote at a time."""
    before = len(side.accepted())
    side.watchers.ask(do="start")
    for _ in range(votes):
        side.vote()
        time.sleep(0.9)
    told = side.watchers.ask(
        do="tell", accepted=side.accepted()[before:], base=before + _first(side)
    )
    return list(told["last"])


def _burst(side: Side, rate: int, seconds: float) -> Seen:
    before = len(side.accepted())
    side.watchers.ask(do="start")
    began = time.monotonic()
    with ThreadPoolExecutor(12) as crowd:
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, began + number / rate - time.monotonic()))
            if crowd._work_queue.qsize() < 24:  # what cannot be asked in time is not asked
                crowd.submit(side.vote)
    accepted = side.accepted()[before:]
    took = max(seconds, time.monotonic() - began)
    told = side.watchers.ask(do="tell", accepted=accepted, base=before + _first(side))
    watchers = told["watchers"]
    spans = Counter(dict(told["spans"]))
    frames = told["frames"] / took
    return Seen(
        len(accepted),
        len(accepted) / took,
        spans,
        told["last"],
        frames / watchers,
        frames,
        told["lost"],
    )


def _first(side: Side) -> int:
    """The poll's version before anybody voted."""
    return 1 if side.name == "posy" else 0
