from __future__ import annotations

import pytest

from tests.world import collection_by


@pytest.fixture
def ana(world):
    return world.ana


@pytest.fixture
def ben(world):
    return world.ben


@pytest.fixture
def mornings(ana):
    return collection_by(ana, "Slow mornings")
