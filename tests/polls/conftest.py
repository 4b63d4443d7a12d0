from __future__ import annotations

import pytest

from tests.polls.people import befriend, person, poll_by, signed_in


@pytest.fixture
def ben(app, ana):
    friend = person("ben")
    befriend(ana, friend)
    return friend


@pytest.fixture
def cleo(app):
    return person("cleo")


@pytest.fixture
def poll(ana):
    return poll_by(ana)


@pytest.fixture
def as_cleo(new_client, cleo):
    return signed_in(new_client(), cleo)
