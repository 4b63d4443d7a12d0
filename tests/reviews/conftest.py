from __future__ import annotations

import pytest

from tests.world import product_by, signed_in


@pytest.fixture
def sign_in(new_client):
    return lambda profile: signed_in(new_client(), profile)


@pytest.fixture
def pot(world):
    """Everybody may open it; a shop at pots.example sells it."""
    return product_by(world.mo, listed=True)
