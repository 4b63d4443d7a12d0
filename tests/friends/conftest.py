from __future__ import annotations

import pytest

from tests.world import World, signed_in


@pytest.fixture
def world(app) -> World:
    return World.make()


@pytest.fixture
def sign_in(new_client, world):
    """A client of one of the cast: sign_in("ana")."""
    return lambda handle: signed_in(new_client(), getattr(world, handle))
