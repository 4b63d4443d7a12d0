from __future__ import annotations

import pytest

from community.accounts.models.account import Role
from community.core.db import writing
from tests.world import signed_in, topic_by


@pytest.fixture
def ana(world, new_client):
    return signed_in(new_client(), world.ana)


@pytest.fixture
def ben(world, new_client):
    return signed_in(new_client(), world.ben)


@pytest.fixture
def mo(world, new_client):
    """A moderator."""
    with writing():
        world.mo.account.role = Role.MODERATOR.value
    return signed_in(new_client(), world.mo)


@pytest.fixture
def topic(world):
    return topic_by(world.ana)
