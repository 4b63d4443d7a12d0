"""Versions of what pages show: of the whole site, and of single things. A page kept under another
version than the present one is not shown.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Protocol

from redis import Redis

from community.core import redis

SITE = "posy:pages"
LASTING = 300  # seconds; longer than any page is kept


class Versions(Protocol):
    def read(self, tag: str) -> Hashable | None:
        """The version of the site and of the thing `tag`; None when nobody can tell."""

    def drop_all(self) -> None: ...

    def touch(self, tag: str) -> None: ...


class LocalVersions:
    """For the one process of the embedded shape."""

    MOST = 10_000

    def __init__(self) -> None:
        self._site = 0
        self._things: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def read(self, tag: str) -> Hashable | None:
        return self._site, self._things.get(tag, 0)

    def drop_all(self) -> None:
        with self._lock:
            self._site += 1
            self._things.clear()

    def touch(self, tag: str) -> None:
        with self._lock:
            self._things[tag] = self._things.get(tag, 0) + 1
            is_full = len(self._things) > self.MOST
        if is_full:
            self.drop_all()


class SharedVersions:
    """For many processes: in Redis, asked for each page. While it is away no page is kept.

    Versions are drawn by lot, so that a Redis that has lost its memory never comes back to one.
    """

    def __init__(self, url: str) -> None:
        self._redis = Redis(connection_pool=redis.pool(url))
        self._breaker = redis.Breaker("pages")
        self._owes = False  # a change that could not be told

    def read(self, tag: str) -> Hashable | None:
        if self._owes:
            self.drop_all()
        return None if self._owes else self._breaker.call(lambda: self._read(tag), lambda: None)

    def drop_all(self) -> None:
        self._owes = not self._breaker.call(lambda: self._set(SITE), lambda: False)

    def touch(self, tag: str) -> None:
        if not self._breaker.call(lambda: self._set(f"{SITE}:{tag}", LASTING), lambda: False):
            self._owes = True

    def _read(self, tag: str) -> Hashable:
        site, thing = self._redis.mget(SITE, f"{SITE}:{tag}")
        if site is None:
            self._redis.set(SITE, _lot(), nx=True)
            return self._redis.get(SITE), thing
        return site, thing

    def _set(self, name: str, lasting: int | None = None) -> bool:
        return bool(self._redis.set(name, _lot(), ex=lasting))


def _lot() -> str:
    return secrets.token_hex(8)
