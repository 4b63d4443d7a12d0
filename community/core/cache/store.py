"""Where kept pages lie: in this process, and in Redis where there is one."""

from __future__ import annotations

from collections.abc import Hashable
from hashlib import blake2b
from typing import cast

from redis import Redis

from community.core import redis
from community.core.cache.page import KEPT, Page
from community.core.cache.shelf import Shelf

Key = tuple[str, ...]


class Store:
    def __init__(self, url: str) -> None:
        self._shelf: Shelf[Page] = Shelf()
        self._redis = Redis(connection_pool=redis.pool(url)) if url else None
        self._breaker = redis.Breaker("kept pages")

    def get(self, key: Key) -> Page | None:
        """What this process has; it may be of an older version."""
        return self._shelf.get(key)

    def put(self, key: Key, page: Page) -> None:
        self._shelf.put(key, page)
        if self._redis:
            client, name = self._redis, _name(key, page.version)
            self._breaker.call(lambda: client.set(name, page.dump(), ex=int(KEPT)), lambda: None)

    def fetch(self, key: Key, version: Hashable | None) -> Page | None:
        """From Redis, where another process has made it of this version."""
        if self._redis is None or version is None:
            return None
        client, name = self._redis, _name(key, version)
        text = cast("bytes | None", self._breaker.call(lambda: client.get(name), lambda: None))
        page = Page.load(text, version) if text else None
        if page is None or not page.is_of(version):
            return None
        self._shelf.put(key, page)
        return page


def _name(key: Key, version: Hashable) -> str:
    digest = blake2b(repr((key, version)).encode(), digest_size=16).hexdigest()
    return f"posy:page:{digest}"
