"""Sockets that flood, and sockets that do not read, beside those of people."""

from __future__ import annotations

import asyncio
import socket
import statistics
import time
from typing import Any
from urllib.parse import urlsplit

import psutil

from tests.drills.frame import Report
from tests.drills.listening.crowd import Listeners
from tests.drills.listening.wire import Wire, connect

MEGABYTE = 1 << 20
GROWTH = 50 * MEGABYTE
LISTENERS = 10
# A word nobody asked for, one too long, half of a message in parts, and one of another protocol.
NOISE = (
    (0x81, b'42["watch",{"room":"poll","id":"x"}]'),
    (0x81, b"42" + b"[" * 2000),
    (0x81, b'451-["watch",{"_placeholder":true,"num":0}]'),
    (0x82, bytes(500)),
    (0x81, b"3" * 100),
    (0x89, b"ping"),
)


class Beside:
    def __init__(
        self,
        report: Report,
        site: Any,
        urls: list[str],
        crowd: Listeners,
        rogues: int,
        at_most: float,
    ) -> None:
        self.report, self.urls, self.crowd = report, urls, crowd
        self.rogues, self.at_most = rogues, at_most
        self.votes = 24 if rogues > 50 else 5
        webs = getattr(site, "webs", [site])
        self.processes = [_server(web.process.pid) for web in webs]
        self.pages = [page for page in crowd.pages if not page.is_forgetful][-LISTENERS:]

    async def run(self) -> None:
        await asyncio.gather(*(page.open() for page in self.pages))
        before = await self._seen_after()
        memory = [process.memory_info().rss for process in self.processes]
        slow = [self._slow(number) for number in range(self.rogues // 2)]
        flooding = [asyncio.create_task(self._flood(n)) for n in range(self.rogues // 2)]
        await asyncio.sleep(1.0)
        during = await self._seen_after()
        grown = max(p.memory_info().rss - m for p, m in zip(self.processes, memory, strict=True))
        for task in flooding:
            task.cancel()
        floods = sum(await asyncio.gather(*flooding))
        for sock in slow:
            sock.close()
        for page in self.pages:
            page.cut()
        self._judge(before, during, grown, floods, len(slow))

    def _judge(self, before: float, during: float, grown: int, floods: int, slow: int) -> None:
        report = self.report
        report.injected += slow + self.rogues // 2
        report.count("rogue_words", floods)
        report.measure("vote_p95_alone", before)
        report.measure("vote_p95_beside_rogues", during)
        report.count("rogues_cost_MB", max(0, grown) // MEGABYTE)
        report.demand(floods > self.rogues, "the flood was none")
        report.demand(during <= self.at_most, f"votes are seen after {during:.2f} s beside rogues")
        report.demand(grown <= GROWTH, f"rogues cost {grown // MEGABYTE} MB")

    async def _seen_after(self) -> float:
        """p95 of the seconds from sending a vote to seeing it, of every page and vote."""
        spans: list[float] = []
        loop = asyncio.get_running_loop()
        for number in range(self.votes):
            page = self.pages[number % len(self.pages)]
            known, began = self.crowd.truth()["version"], time.monotonic()
            await loop.run_in_executor(None, self.crowd.vote, page.name)
            while any(each.version <= known for each in self.pages):
                await asyncio.sleep(0.002)
                if time.monotonic() > began + 20:
                    break
            spans += [min(each.state_at(known + 1), began + 20) - began for each in self.pages]
            await asyncio.sleep(0.26)  # a lone vote each time
        return statistics.quantiles(spans, n=20)[-1]

    def _slow(self, number: int) -> socket.socket:
        """Asks for the poll, and never takes an answer."""
        place = urlsplit(self.urls[number % len(self.urls)])
        page = self.pages[number % len(self.pages)]
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        sock.connect((place.hostname, place.port))
        sock.setblocking(False)
        sock.send(_handshake(place.netloc, page.cookie))
        return sock

    async def _flood(self, number: int) -> int:
        page, said = self.pages[number % len(self.pages)], 0
        wire: Wire | None = None
        try:
            while True:
                if wire is None or wire.gone.is_set():
                    wire = await connect(page.url, page.cookie, lambda words, at: None)
                wire.send(*NOISE[said % len(NOISE)])
                said += 1
                await asyncio.sleep(0.02)
        except (OSError, TimeoutError):
            return said
        except asyncio.CancelledError:
            if wire:
                wire.transport.abort()
            return said


def _handshake(host: str, cookie: str) -> bytes:
    words = b'42["watch",{"room":"poll","id":"x"}]'
    frames = b"".join(
        bytes((0x81, 0x80 | len(each))) + bytes(4) + each for each in (b"40", *([words] * 400))
    )
    return (
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}\r\n"
        f"Origin: http://{host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n"
        f"Cookie: {cookie}\r\n\r\n".encode()
        + frames
    )


def _server(pid: int) -> psutil.Process:
    """The process that serves; gunicorn's master only keeps it."""
    process = psutil.Process(pid)
    children = process.children(recursive=True)
    return max(children or [process], key=lambda each: each.memory_info().rss)
