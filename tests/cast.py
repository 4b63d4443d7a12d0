"""The cast as fixtures, for every room; a folder that needs another ana or ben says so itself."""

from __future__ import annotations

from typing import Any

import pytest

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
