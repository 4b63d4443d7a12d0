from __future__ import annotations

import pytest

from tests.polls.people import Listener


@pytest.fixture
def listen(app, sign_in):
    """The socket of one of the cast: listen("ben")."""
    opened: list[Listener] = []

    def open_one(handle: str) -> Listener:
        opened.append(Listener(app, sign_in(handle)))
        return opened[-1]

    yield open_one
    for listener in opened:
        listener.leave()
