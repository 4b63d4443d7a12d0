"""Who goes from page to page while something is broken, and notes each answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle

import requests

from tests.core.live.member import Member

STATIC = "/static/images/petals.svg"
PAGES = ("/", "/healthz", "/sign-in", "/not-there", "/readyz", "/discover", STATIC, "/people")


@dataclass(frozen=True)
class Visit:
    path: str
    status: int  # 0: nobody answered
    began: float
    seconds: float
    says_when: bool


class Visitor(threading.Thread):
    """Goes from page to page; signed in as a member, or not."""

    def __init__(self, url: str, member: Member | None, pause: float) -> None:
        super().__init__(daemon=True)
        self.url, self.pause, self.stopped = url, pause, threading.Event()
        self.http = requests.Session()
        self.http.headers["Connection"] = "close"
        if member:
            self.http.cookies.update(member.http.cookies)
        self.visits: list[Visit] = []

    def run(self) -> None:
        for path in cycle(PAGES):
            if self.stopped.wait(self.pause):
                return
            self.visits.append(self._visit(path))

    def _visit(self, path: str) -> Visit:
        began = time.monotonic()
        try:
            answer = self.http.get(f"{self.url}{path}", timeout=60, allow_redirects=False)
            status, says_when = answer.status_code, "Retry-After" in answer.headers
        except requests.RequestException:
            status, says_when = 0, False
        return Visit(path, status, began, time.monotonic() - began, says_when)


@contextmanager
def strolling(visitors: list[Visitor]) -> Iterator[None]:
    for visitor in visitors:
        visitor.start()
    try:
        yield
    finally:
        for visitor in visitors:
            visitor.stopped.set()
        for visitor in visitors:
            visitor.join(70)
            visitor.http.close()
