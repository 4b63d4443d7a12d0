from __future__ import annotations

import pytest

from tests.world import World, collection_by, signed_in


@pytest.fixture
def people(app):
    return World.make()


@pytest.fixture
def ana(people):
    return people.ana


@pytest.fixture
def mornings(ana):
    return collection_by(ana, "Slow mornings")


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
