from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from community.core import clock
from community.core.db import writing
from community.retailers.models import Retailer, ShopFollow
from tests.world import person, retailer_by


@pytest.fixture
def ana(app: Any) -> Any:
    return known("ana")


@pytest.fixture
def ben(app: Any) -> Any:
    return known("ben")


@pytest.fixture
def rita(app: Any) -> Any:
    return known("rita")


@pytest.fixture
def shop(rita: Any) -> Retailer:
    """rita’s, with pots.example proved."""
    return retailer_by(rita, domain="pots.example")


@pytest.fixture
def crowd(app: Any) -> list[Any]:
    return [known(f"buyer{number}") for number in range(8)]


def known(handle: str) -> Any:
    """Somebody who has been here for a month."""
    someone = person(handle)
    with writing():
        someone.created_at = clock.now() - timedelta(days=30)
    return someone


def follow(retailer: Retailer, member: Any) -> None:
    with writing():
        ShopFollow.begin(retailer.claims[0].shop_id, member.id)
