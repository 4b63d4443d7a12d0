"""The reader as a program: `python -m community.clipping.child`, asked over its standard input.

A question is an address and a page, an answer is JSON; each part is led by its length. It leaves by
itself when nobody asks for a while, when its input is closed, or when pages have made it large.
"""

from __future__ import annotations

import json
import os
import resource
import select
import sys
from typing import IO, Any

IDLE = 90  # seconds
LARGEST = 1 << 30  # bytes of address space
GROWN = 40 << 10  # kilobytes over what it held when it began
KINDNESS = 10  # pages of the site come first


def put(stream: IO[bytes], part: bytes) -> None:
    stream.write(len(part).to_bytes(4, "big") + part)


def take(stream: IO[bytes], most: int) -> bytes | None:
    """The next part; None at the end, and for what is longer than it may be."""
    head = stream.read(4)
    length = int.from_bytes(head, "big")
    if len(head) < 4 or length > most:
        return None
    part = stream.read(length)
    return part if len(part) == length else None


def main() -> None:
    from community.clipping.commands import BYTES_CAP
    from community.clipping.reader import read

    read("<title>Cup</title><h1>Cup</h1><p class=price>€ 3.00</p>", "https://cup.example/")
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    os.nice(KINDNESS)
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    put(answers, b"ready")
    answers.flush()
    began = _held()
    while _held() - began < GROWN and select.select([questions], [], [], IDLE)[0]:
        head, page = take(questions, 10_000), take(questions, BYTES_CAP)
        if head is None or page is None:
            return
        put(answers, json.dumps(_answer(page, **json.loads(head))).encode())
        answers.flush()


def _answer(page: bytes, url: str, charset: str | None) -> dict[str, Any]:
    from community.clipping.reader import read_with_spots

    try:
        facts, spots = read_with_spots(page, url, charset)
    except Exception as error:
        return {"problem": type(error).__name__}
    return {"found": facts.to_json(), "spots": spots}


def _held() -> int:
    """Kilobytes, at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main()
