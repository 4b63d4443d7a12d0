from __future__ import annotations

import pytest

from tests.polls.people import Listener, befriend, person, poll_by, signed_in


@pytest.fixture
def ben(app, ana):
    friend = person("ben")
    befriend(ana, friend)
    return friend


@pytest.fixture
def cleo(app):
    return person("cleo")


@pytest.fixture
def listen(app, new_client):
    """Opens a socket, as a member if one is given."""
    opened: list[Listener] = []

    def open_one(profile=None):
        client = new_client()
        opened.append(Listener(app, signed_in(client, profile) if profile else client))
        return opened[-1]

    yield open_one
    for listener in opened:
        listener.leave()


@pytest.fixture
def poll(ana):
    return poll_by(ana)


@pytest.fixture
def as_cleo(new_client, cleo):
    return signed_in(new_client(), cleo)
