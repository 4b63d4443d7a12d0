"""One process that visits a street: `python -m tests.drills.hostile.visitor < orders > report`.

Orders and report are JSON. It hears each of its own connects from the interpreter, and how far
its memory grew. A naive visitor is the positive control: urllib as most people would call it; it
is kept on this machine, and a dial that would leave it counts as made.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
import urllib.request
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from community.core.outbound import Outbound, OutboundError
from tests.core.outbound.spy import connects

MEGABYTE = 1 << 20
TOO_MUCH = 64 * MEGABYTE
SECRET = b"secrets of the house"
NEIGHBOURS = ("127.", "::1", "0.0.0.0")


class Directions:
    """The resolver of the street; what is no name of it resolves to itself, as addresses do."""

    def __init__(self, way: dict[str, Any]) -> None:
        self._lookups = {host: [*answers] for host, answers in way["lookups"].items()}
        self.vetted = {(host, ip, port) for host, ip, port in way["allow"]}
        self._lock = threading.Lock()

    def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        with self._lock:
            answers = self._lookups.get(host, [[(host, port)]])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(ip, number) for ip, number in answer]


def visit(look: Callable[[str], str], name: str, url: str) -> tuple[str, str, float]:
    began = time.monotonic()
    try:
        how = look(url)
    except OutboundError as error:
        how = error.reason.value
    except Exception as error:
        how = f"raised {type(error).__name__}: {error}"
    return name, how, time.monotonic() - began


def guarded(directions: Directions, ca: str, deadline: float) -> Callable[[str], str]:
    outbound = Outbound(
        resolve=directions.resolve, allow=directions.vetted, ca=ca, deadline=deadline
    )

    def look(url: str) -> str:
        outbound.get_page(url).text()
        return "answered"

    return look


def naive(directions: Directions, ca: str, deadline: float) -> Callable[[str], str]:
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *_: Any, **__: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        spots = directions.resolve(name, port)
        return [found for ip, number in spots for found in real(ip, number, 0, 1)]

    socket.getaddrinfo = getaddrinfo

    def look(url: str) -> str:
        with urllib.request.urlopen(url, timeout=deadline) as answer:
            packed = answer.headers.get("content-encoding") == "gzip"
            return _read_all(answer.read, zlib.decompressobj(31).decompress if packed else None)

    return look


def clipping(directions: Directions, ca: str, deadline: float) -> Callable[[str], str]:
    from tests.drills.hostile.clipper import clipping as whole  # the site, which others need not

    return whole(directions, ca, deadline)


def _read_all(read: Callable[[int], bytes], unpack: Callable[[bytes, int], bytes] | None) -> str:
    """Counts what a plain read() would have taken in."""
    taken = 0
    while piece := read(MEGABYTE // 4):
        taken += len(unpack(piece, TOO_MUCH)) if unpack else len(piece)
        if taken >= TOO_MUCH:
            return "took too much"
        if SECRET in piece:
            return "was led inside"
    return "answered"


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def peak(process: int | str = "self") -> int:
    """Bytes a process has held in memory at most since the last forget_peak()."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith("VmHWM")))


def stay_near(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.connect" and not str(arguments[1][0]).startswith(NEIGHBOURS):
        raise PermissionError(f"dialled {arguments[1][0]}")


def main(orders: dict[str, Any]) -> dict[str, Any]:
    directions = Directions(orders["way"])
    sys.addaudithook(stay_near)
    look = {"guarded": guarded, "naive": naive, "clipping": clipping}[orders["how"]](
        directions, orders["way"]["ca"], orders["deadline"]
    )
    helped = getattr(look, "held", int)  # bytes held by a process that it keeps for itself
    forget_peak()
    before = peak() + helped()
    crowd = ThreadPoolExecutor(orders["at_once"])
    with connects() as heard:
        visits = [crowd.submit(visit, look, *each) for each in orders["visits"]]
        end = time.monotonic() + orders["patience"]
        while time.monotonic() < end and not all(each.done() for each in visits):
            time.sleep(0.02)
    ended = [each.result() for each in visits if each.done()]
    return {
        "ended": ended,
        "grown": peak() + helped() - before,
        "dialled": [list(each[:2]) for each in heard],
    }


if __name__ == "__main__":
    print(json.dumps(main(json.load(sys.stdin))), flush=True)
    os._exit(0)  # those still on the way are let go of, not waited for
