from __future__ import annotations

import pytest

from community.core.db import writing
from community.retailers.models import SigningKey
from tests.purchases.checkout import product_at
from tests.world import product_by, retailer_by, signed_in


@pytest.fixture
def sign_in(new_client):
    return lambda profile: signed_in(new_client(), profile)


@pytest.fixture
def pot(world):
    """Everybody may open it; it is of nobody's list."""
    return product_by(world.mo, listed=True)


@pytest.fixture
def shop(world):
    return retailer_by(world.mo, "Harbour", "harbour.example")


@pytest.fixture
def kettle(world, shop):
    return product_at(world.mo, "Dripping kettle", checked=True)


@pytest.fixture
def key(shop):
    with writing():
        return SigningKey.make(shop, "Checkout")
