from __future__ import annotations

import pytest

from tests.polls.people import Listener
from tests.world import World, signed_in


@pytest.fixture
def world(app) -> World:
    return World.make()


@pytest.fixture
def sign_in(new_client, world):
    """A client of one of the cast: sign_in("ana")."""
    return lambda handle: signed_in(new_client(), getattr(world, handle))


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
