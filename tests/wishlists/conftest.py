from __future__ import annotations

import pytest

from tests.world import list_by


@pytest.fixture
def ana(world):
    return world.ana


@pytest.fixture
def ben(world):
    return world.ben


@pytest.fixture
def wishlist(ana):
    return list_by(ana, "For the flat")
