"""The database says no: one vote a member, exact counts, one close, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from community.core import clock
from community.core.db import writing
from community.core.events import subscribe
from community.extensions import db
from community.polls.events import PollClosed
from community.polls.jobs import close_due_polls
from community.polls.models import Option, Poll, PollIsClosed, Vote
from tests.polls.people import HOUR, person, poll_by
from tests.polls.test_results import cast

AT_ONCE = 10
PRESSES = 50


def run_at_once(app, do, times):
    start = Barrier(AT_ONCE)

    def run(number):
        if number < AT_ONCE:
            start.wait(timeout=20)
        with app.app_context():
            try:
                return do(number)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(times)))


def press(poll_id, option_ids, voter_ids):
    def do(number):
        from community.accounts.models import Profile

        with writing():
            voter = db.session.get(Profile, voter_ids[number % len(voter_ids)])
            option = db.session.get(Option, option_ids[number % len(option_ids)])
            db.session.get(Poll, poll_id).vote(option, by=voter)

    return do


def assert_counts_are_exact(poll_id, voters):
    db.session.rollback()  # what this session read before is an older state
    db.session.expire_all()
    poll = db.session.get(Poll, poll_id)
    by_option = {
        option.id: db.session.query(Vote).filter_by(option_id=option.id).count()
        for option in poll.options
    }
    assert {option.id: option.votes for option in poll.options} == by_option
    assert poll.vote_count == sum(by_option.values()) == voters


@pytest.mark.both_databases
def test_fifty_votes_of_one_member_at_once_leave_one(committing_app):
    ben, poll = person("ben"), poll_by(person("ana"))
    ids = [option.id for option in poll.options]
    db.session.commit()
    run_at_once(committing_app, press(poll.id, ids, [ben.id]), PRESSES)
    assert_counts_are_exact(poll.id, voters=1)


@pytest.mark.both_databases
def test_votes_of_many_at_once_are_all_counted(committing_app):
    voters = [person(f"voter{n}").id for n in range(7)]
    poll = poll_by(person("ana"))
    ids = [option.id for option in poll.options]
    db.session.commit()
    run_at_once(committing_app, press(poll.id, ids, voters), PRESSES)
    assert_counts_are_exact(poll.id, voters=7)


@pytest.mark.both_databases
def test_a_due_poll_is_closed_once_however_many_look(committing_app):
    poll = poll_by(person("ana"), closes_at=clock.now() - HOUR)
    heard = []
    subscribe(PollClosed, heard.append, name="test")
    db.session.commit()
    closed = run_at_once(committing_app, lambda number: close_due_polls(), AT_ONCE)
    assert sum(closed) == 1
    assert heard == [PollClosed(poll.id)]


@pytest.mark.both_databases
def test_the_databases_own_clock_ends_a_poll(committing_app):
    ben, poll = person("ben"), poll_by(person("ana"), closes_at=clock.now() - HOUR / 3600)
    with pytest.raises(PollIsClosed):
        cast(poll, ben)
    assert_counts_are_exact(poll.id, voters=0)
