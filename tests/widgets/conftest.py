from __future__ import annotations

from typing import Any

import pytest

from tests.world import product_by, retailer_by

POT = "https://pots.example/pot"


@pytest.fixture
def pots(ana: Any) -> Any:
    """ana’s shop, with pots.example proved."""
    return retailer_by(ana, domain="pots.example")


@pytest.fixture
def pot(ana: Any, pots: Any) -> Any:
    """A product of it that everybody may meet."""
    return product_by(ana, "pot", listed=True)
