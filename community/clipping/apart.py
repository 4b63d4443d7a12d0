"""Reads a page in a process of its own: what trips the reader, or fills memory, ends with that.

One page at a time: two would be no faster, and pages of the site are to come first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import Any

from community.clipping.child import put, take

SECONDS = 6.0  # for a page
PATIENCE = 30.0  # until the program is ready
MOST_ANSWERED = 4_000_000

PROGRAM = [sys.executable, "-m", "community.clipping.child"]
_HOUSE = Path(__file__).resolve().parents[2]


class Unreadable(Exception):
    """The page trips the reader, or takes it too long."""


class Apart:
    def __init__(self) -> None:
        self._turn = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def read(self, page: bytes, url: str, charset: str | None) -> tuple[dict[str, Any], list[Any]]:
        """What `reader.read_with_spots` finds, as JSON has it."""
        with self._turn:
            told = self._asked(page, url, charset) if self._child else None
            if told is None:  # none was there, or it had left before it was asked
                self.close()
                self._child = _begin()
                told = self._asked(page, url, charset)
            if told is None or "found" not in told:
                raise Unreadable((told or {}).get("problem", "it ended"))
            return told["found"], told["spots"]

    def close(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def _asked(self, page: bytes, url: str, charset: str | None) -> dict[str, Any] | None:
        """None when there was nobody to answer."""
        child = self._child
        assert child
        assert child.stdin
        assert child.stdout
        end = Timer(SECONDS, child.kill)
        end.start()
        try:
            put(child.stdin, json.dumps({"url": url, "charset": charset}).encode())
            put(child.stdin, page)
            child.stdin.flush()
            answer = take(child.stdout, MOST_ANSWERED)
        except (OSError, ValueError):
            answer = None
        is_late = end.finished.is_set()
        end.cancel()
        if answer:
            told: dict[str, Any] = json.loads(answer)
            return told
        return {"problem": "too slow"} if is_late else None


def _begin() -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        PROGRAM,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ},
        cwd=_HOUSE,
        start_new_session=True,
    )
    end = Timer(PATIENCE, child.kill)
    end.start()
    assert child.stdout
    take(child.stdout, 10)  # it is ready
    end.cancel()
    return child
