"""Versions in Redis: one process's change is every process's, and none is guessed."""

from __future__ import annotations

import pytest
import redis

from community.core.cache.versions import LocalVersions, SharedVersions
from community.core.redis import Breaker
from tests.services.valkey import free_port


def test_every_process_sees_a_change_at_once(redis_url: str) -> None:
    one, other = SharedVersions(redis_url), SharedVersions(redis_url)
    before = other.read("poll:1"), other.read("poll:2")
    assert before == (one.read("poll:1"), one.read("poll:2"))
    one.touch("poll:1")
    assert other.read("poll:1") != before[0]
    assert other.read("poll:2") == before[1]
    one.drop_all()
    assert other.read("poll:2") != before[1]


def test_a_redis_that_lost_its_memory_never_comes_back_to_a_version(redis_url: str) -> None:
    versions, seen = SharedVersions(redis_url), set()
    for _ in range(5):
        seen.add(versions.read(""))
        with redis.Redis.from_url(redis_url) as connection:
            connection.flushdb()
    assert len(seen) == 5


def test_without_redis_nobody_can_tell_a_version() -> None:
    away = SharedVersions(f"redis://127.0.0.1:{free_port()}/0")
    away.drop_all()
    away.touch("poll:1")
    assert away.read("") is None


def test_a_change_that_could_not_be_told_is_told_when_redis_is_back(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Breaker, "PAUSE", 0.0)
    mine, other = SharedVersions(redis_url), SharedVersions(redis_url)
    before = other.read("")
    reachable, mine._redis = mine._redis, SharedVersions("redis://127.0.0.1:1/0")._redis
    mine.touch("poll:1")
    assert mine.read("") is None
    mine._redis = reachable
    assert mine.read("") == other.read("") != before


def test_versions_of_many_things_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalVersions, "MOST", 10)
    versions = LocalVersions()
    before = versions.read("poll:3")
    for number in range(100):
        versions.touch(f"poll:{number}")
    assert len(versions._things) <= 10
    assert versions.read("poll:3") != before
