"""Hears every TCP connect of this process from the interpreter itself, whoever makes it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_listening: list[list[object]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        for heard in _listening:
            heard.append(arguments[1])


sys.addaudithook(_hear)


@contextmanager
def connects() -> Iterator[list[object]]:
    heard: list[object] = []
    _listening.append(heard)
    try:
        yield heard
    finally:
        _listening.remove(heard)
