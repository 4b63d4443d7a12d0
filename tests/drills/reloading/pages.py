"""Open pages: each holds a socket and, when it is cut, comes back as static/js/live.js does."""

from __future__ import annotations

import random
import re
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import websocket

from community.core.live.rooms import MOST_SOCKETS
from tests.services.database import HOUSE

PATH = "/socket.io/?EIO=4&transport=websocket"
NUMBER = r"{name}: ([\d_.]+)"


def of_live_js(name: str) -> float:
    found = re.search(NUMBER.format(name=name), (HOUSE / "static/js/live.js").read_text())
    assert found, f"live.js says no {name}"
    return float(found[1].replace("_", ""))


@dataclass
class Pause:
    """The waits of socket.io-client's own manager, in seconds."""

    least: float = field(default_factory=lambda: of_live_js("reconnectionDelay") / 1000)
    most: float = field(default_factory=lambda: of_live_js("reconnectionDelayMax") / 1000)
    jitter: float = field(default_factory=lambda: of_live_js("randomizationFactor"))

    def before(self, attempt: int) -> float:
        """Attempts are counted from 0."""
        middle = self.least * 2**attempt
        return min(middle * (1 + random.uniform(-self.jitter, self.jitter)), self.most)


class Page(threading.Thread):
    def __init__(self, url: str, cookie: str) -> None:
        super().__init__(daemon=True)
        self._url, self._cookie = url, cookie
        self._socket: Any = None
        self._leaving = threading.Event()
        self._pause = Pause()
        self.is_in = threading.Event()
        self.cuts: list[float] = []  # when, of time.monotonic
        self.backs: list[float] = []  # as many as cuts when all is well

    def run(self) -> None:
        attempt = 0
        while not self._leaving.is_set():
            try:
                self._enter()
                attempt = 0
                self._stay()
            except (OSError, websocket.WebSocketException):
                pass
            if self.is_in.is_set() and not self._leaving.is_set():
                self.is_in.clear()
                self.cuts.append(time.monotonic())
            self._leaving.wait(self._pause.before(attempt))
            attempt += 1

    def leave(self) -> None:
        self._leaving.set()
        with suppress(OSError, websocket.WebSocketException, AttributeError):
            self._socket.shutdown()

    def _enter(self) -> None:
        self._socket = websocket.create_connection(
            self._url.replace("http", "ws", 1) + PATH,
            cookie=self._cookie,
            origin=self._url,
            sslopt={"cert_reqs": ssl.CERT_NONE},
            timeout=60,
        )
        self._socket.recv()
        self._socket.send("40")
        if not str(self._socket.recv()).startswith("40"):
            raise OSError("not let in")
        if self.cuts:
            self.backs.append(time.monotonic())
        self.is_in.set()

    def _stay(self) -> None:
        while said := self._socket.recv():
            if said == "2":
                self._socket.send("3")


class OpenPages:
    """`many` pages, as many a member's as one may have, the others strangers'; inside the `with`
    all of them are in."""

    def __init__(self, url: str, cookie: str, many: int) -> None:
        cookies = [cookie] * MOST_SOCKETS + [""] * many
        self.pages = [Page(url, cookie) for cookie in cookies[:many]]

    def __enter__(self) -> OpenPages:
        for page in self.pages:
            page.start()
        for page in self.pages:
            assert page.is_in.wait(60), "a page's socket was not let in"
        return self

    def __exit__(self, *_: object) -> None:
        for page in self.pages:
            page.leave()
        for page in self.pages:
            page.join(5)

    @property
    def away(self) -> int:
        return sum(not page.is_in.is_set() for page in self.pages)

    @property
    def cuts(self) -> int:
        return sum(len(page.cuts) for page in self.pages)

    def waits(self) -> list[float]:
        """Seconds each was away, each time."""
        return [
            back - cut
            for page in self.pages
            for cut, back in zip(page.cuts, page.backs, strict=False)
        ]
