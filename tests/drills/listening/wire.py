"""A page's socket without the page: Engine.IO 4 and Socket.IO 5 over RFC 6455, for thousands."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import struct
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

PATH = "/socket.io/?EIO=4&transport=websocket"
# The browser's mask hides nothing from anybody; ours is zeros, so that it costs nothing.
MASK = bytes(4)


class Wire(asyncio.Protocol):
    """hears: called with each Socket.IO packet ("42…", "430…") and its time (monotonic)."""

    def __init__(self, url: str, cookie: str, hears: Callable[[str, float], None]) -> None:
        self._place = urlsplit(url)
        self._cookie = cookie
        self._hears = hears
        self._rest = bytearray()
        self._is_upgraded = False
        self.is_in: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone = asyncio.Event()
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        host = self._place.netloc
        transport.write(
            f"GET {PATH} HTTP/1.1\r\nHost: {host}\r\nOrigin: {self._place.scheme}://{host}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            f"Sec-WebSocket-Version: 13\r\nCookie: {self._cookie}\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        at = time.monotonic()
        self._rest += data
        if not self._is_upgraded and not self._upgrade():
            return
        while (words := self._frame()) is not None:
            self._take(words, at)

    def connection_lost(self, error: Exception | None) -> None:
        self.gone.set()
        if not self.is_in.done():
            self.is_in.set_exception(ConnectionError("it was not let in"))
            self.is_in.exception()  # nobody has to ask

    def say(self, words: str) -> None:
        self.send(0x81, words.encode())

    def send(self, kind: int, data: bytes) -> None:
        size = len(data)
        if size < 126:
            head = struct.pack("!BB", kind, 0x80 | size)
        elif size < 65_536:
            head = struct.pack("!BBH", kind, 0x80 | 126, size)
        else:
            head = struct.pack("!BBQ", kind, 0x80 | 127, size)
        if self.transport and not self.transport.is_closing():
            self.transport.write(head + MASK + data)

    def _upgrade(self) -> bool:
        head, found, rest = bytes(self._rest).partition(b"\r\n\r\n")
        if not found:
            return False
        if b" 101 " not in head.partition(b"\r\n")[0]:
            self.transport.abort()
            return False
        self._rest = bytearray(rest)
        self._is_upgraded = True
        return True

    def _frame(self) -> str | None:
        """The words of the next whole text frame; empty for any other kind."""
        rest = self._rest
        if len(rest) < 2:
            return None
        size, at = rest[1] & 127, 2
        if size >= 126:
            at = 4 if size == 126 else 10
            if len(rest) < at:
                return None
            size = int.from_bytes(rest[2:at], "big")
        if len(rest) < at + size:
            return None
        words = rest[at : at + size].decode() if rest[0] & 15 == 1 else ""
        del rest[: at + size]
        return words

    def _take(self, words: str, at: float) -> None:
        if words == "2":
            self.say("3")
        elif words.startswith("0"):
            self.say("40")
        elif words.startswith("40") and not self.is_in.done():
            self.is_in.set_result(None)
        elif words.startswith("4"):
            self._hears(words, at)


async def connect(url: str, cookie: str, hears: Callable[[str, float], None]) -> Wire:
    """Raises ConnectionError or TimeoutError when it is not let in."""
    place = urlsplit(url)
    loop = asyncio.get_running_loop()
    made = loop.create_connection(lambda: Wire(url, cookie, hears), place.hostname, place.port)
    _, wire = await asyncio.wait_for(made, 20)
    try:
        await asyncio.wait_for(asyncio.shield(wire.is_in), 20)
    except BaseException:
        wire.transport.abort()
        raise
    return wire


class Page:
    """What static/js/live.js does with one poll: complete states, the newest version counts.

    A forgetful one is the positive control: it hears news, but does not ask when it comes back.
    """

    def __init__(
        self, name: str, url: str, cookie: str, poll: str, forgetful: bool = False
    ) -> None:
        self.name, self.url, self.cookie, self.poll = name, url, cookie, poll
        self.is_forgetful = forgetful
        self.wire: Wire | None = None
        self.state: dict[str, Any] = {}
        self.seen: dict[int, tuple[Any, float]] = {}  # version: totals, when first
        self.frames: list[float] = []
        self.is_admitted: bool | None = None
        self.went_back = 0  # a version told after a newer one

    @property
    def version(self) -> int:
        return int(self.state.get("version", 0))

    async def open(self) -> None:
        self.is_admitted = None
        self.wire = await connect(self.url, self.cookie, self._hear)
        message = json.dumps(["watch", {"room": "poll", "id": self.poll}])
        self.wire.say(f"420{message}")

    def cut(self) -> None:
        if self.wire:
            self.wire.transport.abort()

    def _hear(self, words: str, at: float) -> None:
        if words.startswith("42"):
            name, message = json.loads(words[2:])[:2]
            if name == "state" and message["id"] == self.poll:
                self.frames.append(at)
                self._tell(message, at)
        elif words.startswith("430"):
            answer = json.loads(words[3:])[0]
            self.is_admitted = bool(answer.get("ok"))
            if answer.get("state") and not (self.is_forgetful and self.state):
                self._tell(answer["state"], at)

    def _tell(self, state: dict[str, Any], at: float) -> None:
        if state["version"] <= self.version:
            self.went_back += state["version"] < self.version
            return
        self.state = state
        self.seen[state["version"]] = (state["total"], state.get("votes")), at

    def state_at(self, version: int) -> float:
        """When this version, or the first one after it, was heard."""
        return min((at for seen, (_, at) in self.seen.items() if seen >= version), default=1e9)
