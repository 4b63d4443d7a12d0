"""What open pages hear, and who may listen."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.core.live.rooms import watchers
from community.extensions import db
from community.friends.models import Follow
from community.polls import live
from community.polls.models import Poll
from tests.polls.people import Listener, befriend, person, poll_by, signed_in
from tests.polls.test_results import cast
from tests.services.client import Visitor


@pytest.fixture(autouse=True)
def forget_bursts():
    live._told_at.clear()
    live._waiting.clear()


def watch(socket, poll):
    return socket.watch("poll", poll)


def states(socket) -> list[dict]:
    return socket.heard("state")


def test_a_vote_reaches_a_friend_who_watches(listen, ana, ben, poll):
    socket = listen(ana)
    assert watch(socket, poll)["state"]["total"] == 0
    cast(poll, ben, 1)
    (state,) = states(socket)
    red, blue = (encode(option.id) for option in poll.options)
    assert state["votes"] == {red: 0, blue: 1}
    assert (state["room"], state["id"], state["total"]) == ("poll", encode(poll.id), 1)
    assert state["closed"] is False


def test_each_message_has_a_higher_version(listen, ana, ben, poll):
    socket = listen(ana)
    versions = [watch(socket, poll)["state"]["version"]]
    for place in (0, 1):
        live._told_at.clear()
        cast(poll, ben, place)
        versions += [state["version"] for state in states(socket)]
    assert versions == sorted(set(versions))
    assert len(versions) == 3


def test_a_stranger_is_refused_and_hears_nothing(listen, ben, cleo, poll):
    socket = listen(cleo)
    assert watch(socket, poll) == {"ok": False}
    assert watch(listen(), poll) == {"ok": False}
    cast(poll, ben)
    assert states(socket) == []


@pytest.mark.parametrize("junk", [None, 7, [], {}, {"room": "poll"}, {"room": "poll", "id": "!"}])
def test_nonsense_is_refused(listen, ana, junk):
    assert listen(ana).say(junk) == {"ok": False}


def test_who_may_not_see_results_is_told_no_counts(listen, ana, ben):
    dan = person("dan")
    befriend(ana, dan)
    poll = poll_by(ana, results="voted")
    socket = listen(ben)
    assert "votes" not in watch(socket, poll)["state"]
    cast(poll, dan)
    (state,) = states(socket)
    assert state["total"] == 1
    assert "votes" not in state


def test_after_the_own_vote_watching_again_brings_counts_once(listen, ana, ben):
    dan = person("dan")
    befriend(ana, dan)
    poll = poll_by(ana, results="voted")
    socket = listen(ben)
    watch(socket, poll)
    cast(poll, ben)
    assert "votes" in watch(socket, poll)["state"]
    states(socket)
    live._told_at.clear()
    cast(poll, dan)
    (state,) = states(socket)
    assert sum(state["votes"].values()) == 2


def test_the_close_tells_everybody_the_counts(listen, ana, ben):
    poll = poll_by(ana, results="closed")
    socket = listen(ben)
    watch(socket, poll)
    with writing():
        db.session.get(Poll, poll.id).close()
    (state,) = states(socket)
    assert state["closed"] is True
    assert set(state["votes"].values()) == {0}


def test_who_is_no_friend_any_more_hears_no_further_vote(committing_app):
    """With real commits, since the policy is asked again by another thread."""
    committing_app.test_client_class = Visitor
    ana, ben, dan = person("ana"), person("ben"), person("dan")
    befriend(ana, ben)
    befriend(ana, dan)
    poll = poll_by(ana)
    socket = Listener(committing_app, signed_in(committing_app.test_client(), ben))
    assert watch(socket, poll)["ok"] is True
    with writing():
        Follow.end(ana.id, ben.id)
    wait_until(lambda: not any(watcher.rooms for watcher in watchers.values()))
    cast(poll, dan)
    assert states(socket) == []
    socket.leave()


def wait_until(is_so):
    deadline = time.monotonic() + 5
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_what_is_rolled_back_is_told_to_nobody(listen, ana, ben, poll):
    socket = listen(ana)
    watch(socket, poll)
    with suppress(ZeroDivisionError), writing():
        found = db.session.get(Poll, poll.id)
        found.vote(found.options[0], by=ben)
        raise ZeroDivisionError
    assert states(socket) == []
    assert live.read_state(poll.id)["total"] == 0


def test_a_burst_is_told_at_once_and_then_together(committing_app):
    ana = person("ana")
    poll = poll_by(ana)
    voters = [person(f"voter{n}") for n in range(8)]
    told = []
    original, live.tell = live.tell, lambda event, state, room: told.append(state)
    try:
        for voter in voters:
            cast(poll, voter)
        assert told[0]["total"] == 1
        wait_until(lambda: told[-1]["total"] == len(voters))
    finally:
        live.tell = original
    assert told[-1]["total"] == len(voters)
    assert len(told) < 2 * len(voters)


@pytest.mark.parametrize(("watching", "pause"), [(0, 0.25), (100, 0.25), (4000, 0.5), (8000, 1.0)])
def test_many_who_watch_are_told_less_often_so_that_the_pages_keep_up(monkeypatch, watching, pause):
    monkeypatch.setattr(live, "PAUSE", 0.25)
    monkeypatch.setattr(live, "audience", lambda room: watching / 2)
    assert live._pause(7) == pause


def test_a_poll_knows_how_many_watch_it(listen, ana, ben, poll):
    before = live._pause(poll.id)
    for member in (ana, ben):
        assert watch(listen(member), poll)["ok"]
    assert (
        live.audience(live.with_counts(poll.id)) + live.audience(live.without_counts(poll.id)) == 2
    )
    assert live._pause(poll.id) == before
