"""The ways to Redis: each gives up soon, and while Redis is away hardly anybody waits for it.

Redis holds nothing that cannot be lost: limits, messages between processes, wake-up calls.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Unreachable
from redis.retry import Retry

from community.core.metrics import REDIS_FALLBACKS

log = logging.getLogger(__name__)

T = TypeVar("T")

ANSWERS_WITHIN = 0.3  # seconds; on a healthy network it is below one thousandth


def options(answers_within: float = ANSWERS_WITHIN) -> dict[str, Any]:
    """For every client. A connection that has died is made anew once; nothing is waited out."""
    return {
        "socket_connect_timeout": ANSWERS_WITHIN,
        "socket_timeout": answers_within,
        "retry": Retry(NoBackoff(), 1, supported_errors=(Unreachable,)),
    }


def pool(url: str, answers_within: float = ANSWERS_WITHIN) -> ConnectionPool:
    return ConnectionPool.from_url(url, **options(answers_within))


class Breaker:
    """After a failure everybody does without for `PAUSE` seconds; then one tries again."""

    PAUSE = 2.0

    def __init__(self, what: str) -> None:
        self._what = what
        self._again_at = 0.0
        self.is_away = False

    def call(self, run: Callable[[], T], otherwise: Callable[[], T]) -> T:
        if self.is_away and not self._is_my_turn():
            return self._without(otherwise)
        try:
            result = run()
        except Exception as error:  # out of memory, loading, read-only, gone: all the same to us
            self._leave(error)
            return self._without(otherwise)
        self._come_back()
        return result

    def _without(self, otherwise: Callable[[], T]) -> T:
        REDIS_FALLBACKS.labels(self._what).inc()
        return otherwise()

    def _is_my_turn(self) -> bool:
        now = time.monotonic()
        if now < self._again_at:
            return False
        self._again_at = now + self.PAUSE
        return True

    def _leave(self, error: Exception) -> None:
        self._again_at = time.monotonic() + self.PAUSE
        if not self.is_away:
            log.warning("%s: Redis is away (%s); doing without", self._what, type(error).__name__)
        self.is_away = True

    def _come_back(self) -> None:
        if self.is_away:
            log.warning("%s: Redis is back", self._what)
        self.is_away = False
