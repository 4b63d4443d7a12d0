"""People who read at a steady rate, and who notice every page they did not get."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle

import requests

THREADS = 10
OPEN = ("/", "/discover", "/sign-in", "/about")


class Readers:
    """`rate` requests a second in all: half of one member's `paths`, half of strangers who read
    what is open to all. Kept outside the site."""

    def __init__(self, url: str, cookie: str, paths: list[str], rate: float) -> None:
        self.url, self._cookie, self._paths = url, cookie, paths
        self._rest = THREADS / rate
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self.read = 0
        self.failures: list[str] = []
        self.longest = 0.0  # seconds one answer took
        self.longest_gap = 0.0  # seconds in which nobody was answered
        self._last = time.monotonic()

    @contextmanager
    def reading(self) -> Iterator[Readers]:
        threads = [
            threading.Thread(target=self._read, args=(place % 2 == 0,), daemon=True)
            for place in range(THREADS)
        ]
        self._last = time.monotonic()
        for thread in threads:
            thread.start()
            time.sleep(self._rest / THREADS)
        try:
            yield self
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join(70)

    def _read(self, is_member: bool) -> None:
        with requests.Session() as http:
            if is_member:
                http.headers["Cookie"] = self._cookie
            due = time.monotonic()
            for path in cycle(self._paths if is_member else OPEN):
                due = max(due + self._rest, time.monotonic() - self._rest)
                if self._stopped.wait(max(0.0, due - time.monotonic())):
                    return
                self._ask(http, path)

    def _ask(self, http: requests.Session, path: str) -> None:
        began = time.monotonic()
        try:
            answer = http.get(self.url + path, timeout=60, allow_redirects=False)
            trouble = "" if answer.status_code == 200 else str(answer.status_code)
        except requests.RequestException as error:
            trouble = type(error).__name__
        with self._lock:
            self._note(path, trouble, began, time.monotonic())

    def _note(self, path: str, trouble: str, began: float, now: float) -> None:
        self.longest = max(self.longest, now - began)
        if trouble:
            self.failures.append(f"{trouble} {path}")
            return
        self.read += 1
        self.longest_gap = max(self.longest_gap, now - self._last)
        self._last = now
