"""A light client in a process of its own: some keep-alive connections, each asking again at once.

A window lasts `seconds`, but until `least` answers are there (at most four times as long).
It reads one JSON order a line and answers each with one JSON line. CPU time is read from the
kernel's clock of each process (nanoseconds, threads that ended included) at the first and the
last moment of the window, so that connecting and warming up are not counted.
"""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bench.clocks import busy, cpu_of

AS_BROWSERS_DO = (
    "Accept: text/html",
    "Accept-Language: en",
    "Accept-Encoding: gzip, deflate, br",
)


@dataclass(frozen=True)
class Window:
    """What one window of `seconds` saw. `cpu_ms` is per request; `foreign` in cores."""

    requests: int
    seconds: float
    p50: float
    p99: float
    cpu_ms: float
    database_ms: float
    foreign: float
    statuses: dict[str, int]

    @property
    def rps(self) -> float:
        return self.requests / self.seconds if self.seconds else 0.0


@dataclass
class Order:
    urls: list[str]
    path: str
    cookie: str = ""
    connections: int = 4
    seconds: float = 1.0
    least: int = 20
    pids: list[int] = field(default_factory=list)
    databases: list[int] = field(default_factory=list)


class Client:
    """Our end of it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.load"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def window(self, order: Order) -> Window:
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(asdict(order)), file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the client died over {order.path}")
        return Window(**json.loads(line))

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(10)


class Connection:
    def __init__(self, url: str, request: bytes) -> None:
        self._place = urlsplit(url)
        self._request = request
        self._buffer = bytearray()
        self._left = -1
        self.begun = 0.0
        self.status = b""
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection((self._place.hostname, self._place.port), timeout=20)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def fileno(self) -> int:
        return self.socket.fileno()

    def ask(self) -> None:
        self.begun = time.perf_counter()
        self.socket.sendall(self._request)

    def hear(self) -> bool:
        """Read what is there; True when an answer is complete."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionResetError
        self._buffer += piece
        if self._left < 0:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return False
            self._left = end + 4 + _length(bytes(self._buffer[:end]))
        if len(self._buffer) < self._left:
            return False
        self.status = bytes(self._buffer[9:12])
        self._buffer.clear()
        self._left = -1
        return True


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def _connections(order: Order) -> list[Connection]:
    made = []
    for number in range(order.connections):
        url = order.urls[number % len(order.urls)]
        host = urlsplit(order.urls[0]).netloc
        lines = [f"GET {order.path} HTTP/1.1", f"Host: {host}", *AS_BROWSERS_DO]
        if order.cookie:
            lines.append(f"Cookie: {order.cookie}")
        made.append(Connection(url, ("\r\n".join(lines) + "\r\n\r\n").encode()))
    return made


class Run:
    def __init__(self, order: Order) -> None:
        self.order = order
        self.connections = _connections(order)
        self.times: list[float] = []
        self.statuses: dict[str, int] = {}

    def window(self) -> dict[str, Any]:
        self._drive(min(0.1, self.order.seconds / 3), least=0)
        self.times.clear()
        self.statuses.clear()
        before, began = self._used(), time.perf_counter()
        self._drive(self.order.seconds, self.order.least)
        seconds, after = time.perf_counter() - began, self._used()
        server, database, own, all_of_it = (b - a for a, b in zip(before, after, strict=True))
        self.times.sort()
        count = max(len(self.times), 1)
        return {
            "requests": len(self.times),
            "seconds": seconds,
            "p50": self._at(0.5),
            "p99": self._at(0.99),
            "cpu_ms": server / count * 1000,
            "database_ms": database / count * 1000,
            "foreign": max(all_of_it - server - database - own, 0) / seconds,
            "statuses": self.statuses,
        }

    def close(self) -> None:
        for connection in self.connections:
            connection.socket.close()

    def _used(self) -> tuple[float, float, float, float]:
        order = self.order
        return cpu_of(order.pids), cpu_of(order.databases), time.process_time(), busy()

    def _at(self, share: float) -> float:
        if not self.times:
            return 0.0
        return self.times[min(int(len(self.times) * share), len(self.times) - 1)] * 1000

    def _drive(self, seconds: float, least: int) -> None:
        """Every connection asks, and asks again when it is answered, until the time is over."""
        begun, waiting = time.perf_counter(), set(self.connections)

        def is_over(now: float) -> bool:
            short_of = len(self.times) < least and now < begun + 4 * seconds
            return now > begun + seconds and not short_of

        with selectors.DefaultSelector() as selector:
            for connection in self.connections:
                selector.register(connection, selectors.EVENT_READ)
                connection.ask()
            while waiting:
                for key, _ in selector.select(timeout=20):
                    self._hear(selector, key.fileobj, is_over, waiting)

    def _hear(
        self, selector: Any, connection: Any, is_over: Callable[[float], bool], waiting: set[Any]
    ) -> None:
        try:
            if not connection.hear():
                return
        except ConnectionResetError:  # keep-alive ended
            selector.unregister(connection)
            connection.open()
            selector.register(connection, selectors.EVENT_READ)
            connection.ask()
            return
        now = time.perf_counter()
        self.times.append(now - connection.begun)
        status = connection.status.decode()
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if is_over(now):
            waiting.discard(connection)
        else:
            connection.ask()


def main() -> None:
    for line in sys.stdin:
        run = Run(Order(**json.loads(line)))
        try:
            print(json.dumps(run.window()), flush=True)
        finally:
            run.close()


if __name__ == "__main__":
    main()
