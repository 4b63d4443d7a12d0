"""Rooms without a network: what is refused, and what happens when a check itself fails."""

from __future__ import annotations

from contextvars import Context

import pytest
from sqlalchemy.exc import OperationalError

from community.core.db import writing
from community.core.events import publish
from community.core.ids import encode
from community.core.live import checks, rooms
from community.extensions import db, socketio
from community.friends.audience import Audience
from community.friends.events import AudienceChanged
from community.polls.models import Poll
from tests.world import befriend, person, poll_by


@pytest.fixture
def at_once(app, monkeypatch):
    """The second look runs here and now, not in a thread that cannot see the test's transaction."""
    monkeypatch.setattr(checks, "_sweeper_started", True)
    monkeypatch.setattr(
        socketio, "start_background_task", lambda run, *args: Context().run(run, *args)
    )


def rooms_of(thing_id: int) -> int:
    return sum(("poll", thing_id) in watcher.rooms and bool(watcher.rooms[("poll", thing_id)])
               for watcher in rooms.watchers.values())  # fmt: skip


def test_a_smaller_audience_ends_the_listening(at_once, listen):
    ana, ben = person("ana"), person("ben")
    befriend(ana, ben)
    poll = poll_by(ana)
    socket = listen(ben)
    assert socket.watch("poll", poll)["ok"] is True
    assert rooms_of(poll.id) == 1
    with writing():
        db.session.get(Poll, poll.id).show_to(Audience.ME)
        publish(AudienceChanged("poll", poll.id))
    assert rooms_of(poll.id) == 0
    with writing():
        found = db.session.get(Poll, poll.id)
        found.vote(found.options[0], by=ana)
    assert socket.heard("state") == []


def test_a_check_that_fails_cuts_its_socket_and_goes_on_to_the_next(app, listen, monkeypatch):
    """The database may be away for a moment; nobody listens on unchecked, and the sweep lives."""
    ana = person("ana")
    sockets = [listen(ana), listen(ana)]
    checked = []

    def fail(sid, watcher):
        checked.append(sid)
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(checks, "_recheck", fail)
    Context().run(checks.recheck_all, app)
    assert len(checked) == 2
    assert [each.is_in for each in sockets] == [False, False]
    assert rooms.watchers == {}


def test_one_socket_watches_so_many_things_and_no_more(listen, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_WATCHED", 2)
    ana = person("ana")
    polls = [poll_by(ana, question=f"Which {n}?") for n in range(3)]
    socket = listen(ana)
    assert [socket.watch("poll", poll)["ok"] for poll in polls] == [True, True, False]
    assert socket.watch("poll", polls[0])["ok"] is True  # asked again, it is no further thing
    socket._socket.emit("unwatch", {"room": "poll", "id": encode(polls[0].id)})
    assert socket.watch("poll", polls[2])["ok"] is True


def test_what_is_revoked_in_a_burst_is_checked_in_one_round(app, listen, monkeypatch):
    listen(person("ana"))
    started, rounds = [], []
    monkeypatch.setattr(socketio, "start_background_task", lambda *task: started.append(task))
    monkeypatch.setattr(checks, "recheck_all", lambda *about: rounds.append(about))
    for _ in range(5):
        checks.recheck()
    ((run, *about),) = started
    run(*about)
    assert rounds == [(app, None)]
    checks.recheck()  # after that round began it needs another
    assert len(started) == 2
    started[1][0](app)


def test_so_many_pages_of_one_member_listen_and_further_ones_do_not(listen):
    ana, ben = person("ana"), person("ben")
    pages = [listen(ana) for _ in range(rooms.MOST_SOCKETS)]
    assert not listen(ana).is_in
    assert listen(ben).is_in
    pages[0].leave()
    assert listen(ana).is_in


def test_strangers_are_many_and_are_not_counted_as_one(listen):
    assert all(listen().is_in for _ in range(rooms.MOST_SOCKETS + 1))
    assert not rooms.sockets_of


def test_a_socket_that_is_cut_makes_room(listen):
    ana = person("ana")
    pages = [listen(ana) for _ in range(rooms.MOST_SOCKETS)]
    checks._cut(next(iter(rooms.watchers)))
    assert sum(page.is_in for page in pages) == rooms.MOST_SOCKETS - 1
    assert listen(ana).is_in
