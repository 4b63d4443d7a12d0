"""How long one look may take, and how many may be under way."""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from community.core.outbound.errors import OutboundError, Reason


class Deadline:
    """One span of seconds for everything: waiting, looking up, connecting, reading."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise OutboundError(Reason.TOO_SLOW)
        return left


class Slots:
    """At most `limit` holders for each key at any one time."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: Counter[str] = Counter()
        self._freed = Condition()

    @contextmanager
    def held(self, key: str, deadline: Deadline) -> Iterator[None]:
        self._take(key, deadline)
        try:
            yield
        finally:
            self._free(key)

    def _take(self, key: str, deadline: Deadline) -> None:
        with self._freed:
            if not self._freed.wait_for(lambda: self._held[key] < self._limit, deadline.left()):
                raise OutboundError(Reason.BUSY)
            self._held[key] += 1

    def _free(self, key: str) -> None:
        with self._freed:
            self._held[key] -= 1
            if not self._held[key]:
                del self._held[key]
            self._freed.notify_all()
