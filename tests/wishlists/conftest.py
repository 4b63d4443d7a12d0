from __future__ import annotations

import pytest

from tests.world import World, list_by, signed_in


@pytest.fixture
def people(app):
    return World.make()


@pytest.fixture
def ana(people):
    return people.ana


@pytest.fixture
def wishlist(ana):
    return list_by(ana, "For the flat")


@pytest.fixture
def signed(new_client, people):
    """A visitor signed in as somebody of the cast: signed("ben")."""
    return lambda name: signed_in(new_client(), getattr(people, name))


@pytest.fixture
def as_ana(signed):
    return signed("ana")


@pytest.fixture
def as_ben(signed):
    return signed("ben")
