"""Where the time of one page goes, in this process."""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

TIMES = 60
LINES = 40


def forget_pages(app: Flask) -> None:
    """So that the page is made, not taken from the page cache."""
    pages = app.extensions.get("pages")
    if pages is not None:
        pages.clear()


def show(app: Flask, path: str, cookie: str, sort: str) -> None:
    """The queries with their milliseconds, then the dearest functions of many requests."""
    ask = _asker(app, path, cookie)
    for _ in range(5):
        ask()
    with _timed_statements() as statements:
        ask()
    for number, (statement, took) in enumerate(statements, 1):
        print(f"{number:2}. {took:6.2f} ms  {' '.join(statement.split())[:220]}")
    plain, asked = [_cpu_of(ask) for _ in range(TIMES)], sum(took for _, took in statements)
    print(
        f"\n{path}: {len(statements)} queries, {asked:.1f} ms in them;"
        f" {median(plain):.2f} ms of CPU a request (median of {TIMES}, without the profiler)\n"
    )
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(TIMES):
        ask()
    profiler.disable()
    statistics = pstats.Stats(profiler, stream=sys.stdout)
    _by_room(statistics)
    statistics.sort_stats(sort).print_stats(LINES)


def _asker(app: Flask, path: str, cookie: str) -> Any:
    browser = app.test_client(use_cookies=False)
    headers = {"Cookie": cookie, "Accept-Language": "en"} if cookie else {"Accept-Language": "en"}
    base = app.extensions["settings"].site_url

    def ask() -> None:
        forget_pages(app)
        answer = browser.get(path, headers=headers, base_url=base)
        assert answer.status_code == 200, answer.status

    return ask


def _cpu_of(ask: Any) -> float:
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


def _by_room(statistics: Any) -> None:
    """Own time by package, since a page is spread over thousands of small functions."""
    rooms: dict[str, float] = defaultdict(float)
    for (file, _line, name), (_calls, _all, own, *_rest) in statistics.stats.items():
        rooms[_room(file, name)] += own
    whole = sum(rooms.values()) or 1
    for room, own in sorted(rooms.items(), key=lambda each: -each[1])[:16]:
        print(f"{own / whole:5.0%} {own / TIMES * 1000:7.2f} ms  {room}")


def _room(file: str, name: str) -> str:
    if "site-packages/" in file:
        return file.split("site-packages/")[1].split("/")[0]
    if "/templates/" in file:
        return "template " + file.split("/templates/")[1]
    if "/community/" in file:
        return "community/" + file.split("/community/")[1]
    return "python, C" if file == "~" else "standard library"


@contextmanager
def _timed_statements() -> Iterator[list[tuple[str, float]]]:
    found: list[tuple[str, float]] = []

    def before(connection, cursor, statement, parameters, context, many):  # type: ignore[no-untyped-def]
        context.began = time.perf_counter()

    def after(connection, cursor, statement, parameters, context, many):  # type: ignore[no-untyped-def]
        if not statement.upper().startswith(("BEGIN", "PRAGMA")):
            found.append((statement, (time.perf_counter() - context.began) * 1000))

    event.listen(Engine, "before_cursor_execute", before)
    event.listen(Engine, "after_cursor_execute", after)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", before)
        event.remove(Engine, "after_cursor_execute", after)
