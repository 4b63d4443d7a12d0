"""Copies that come at once queue in this process, and all but the first get its answer.

The database would settle it too; but the copies would be counted by limits, judged anew and roll
back, and only the first knows the words and the cookie that it answered with.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from flask import Response, abort, session
from werkzeug.wrappers import Response as BaseResponse

from community.core.idempotency.submission import Submission
from community.extensions import db

PATIENCE = 15.0  # seconds


@dataclass(frozen=True)
class Finished:
    """The first one's answer, for those who came while it ran; kept no longer than they wait."""

    body_hash: str
    location: str
    data: bytes
    status: int
    headers: list[tuple[str, str]]
    cookie: dict[str, Any]

    @classmethod
    def of(cls, said: Submission, response: BaseResponse) -> Finished:
        data, status, headers = response.get_data(), response.status_code, list(response.headers)
        return cls(said.body_hash, said.location, data, status, headers, {**session})

    def again(self) -> Response:
        session.clear()
        session.update(self.cookie)
        return Response(self.data, self.status, self.headers)


class Turn:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.finished: Finished | None = None


_turns: WeakValueDictionary[str, Turn] = WeakValueDictionary()
_door = threading.Lock()


@contextmanager
def in_turn(key_hash: str) -> Iterator[Turn]:
    """One at a time under a key; 409 for who has waited too long."""
    with _door:
        turn = _turns.get(key_hash) or Turn()
        _turns[key_hash] = turn
    _wait_for(turn.lock)
    try:
        yield turn
    finally:
        turn.lock.release()


def _wait_for(lock: threading.Lock) -> None:
    if lock.acquire(blocking=False):
        return
    db.session.commit()  # the first one needs a connection: who waits for it holds none
    if not lock.acquire(timeout=PATIENCE):
        abort(409)
