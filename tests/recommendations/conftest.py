from __future__ import annotations

import pytest

from tests.recommendations.keeping import Shelf, grow_old


@pytest.fixture
def old_world(world):
    grow_old()
    return world


@pytest.fixture
def shelf(old_world):
    return Shelf(old_world.mo)
