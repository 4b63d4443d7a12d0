"""The cast as fixtures, for every room; a folder that needs another ana or ben says so itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.polls.people import Listener
from tests.world import World, person, signed_in


@pytest.fixture
def world(app: Any) -> World:
    return World.make()


@pytest.fixture
def sign_in(new_client: Any, world: World) -> Any:
    """A client of one of the cast: sign_in("ana")."""
    return lambda handle: signed_in(new_client(), getattr(world, handle))


@pytest.fixture
def ana(app: Any) -> Any:
    return person("ana")


@pytest.fixture
def ben(app: Any) -> Any:
    return person("ben")


@pytest.fixture
def as_ana(new_client: Any, ana: Any) -> Any:
    return signed_in(new_client(), ana)


@pytest.fixture
def as_ben(new_client: Any, ben: Any) -> Any:
    return signed_in(new_client(), ben)


@pytest.fixture
def listen(app: Any, new_client: Any) -> Iterator[Callable[..., Listener]]:
    """Opens a socket, as a member if one is given."""
    opened: list[Listener] = []

    def open_one(profile: Any = None) -> Listener:
        client = new_client()
        opened.append(Listener(app, signed_in(client, profile) if profile else client))
        return opened[-1]

    yield open_one
    for listener in opened:
        listener.leave()
