"""Worker processes: two share the work, and one that is told to stop finishes what it has."""

from __future__ import annotations

import time

import pytest

from community.core import mail
from community.core.db import writing
from community.extensions import db
from tests.shapes.shape import wait_until

pytestmark = pytest.mark.drill
LETTERS = 30


def test_two_workers_deliver_nothing_twice(fleet, postbox):
    place = leave_letters(fleet, postbox, "twice")
    assert wait_until(lambda: len(postbox.mails) >= place + LETTERS, within=30), fleet.words()
    time.sleep(1)
    told = sorted(letter["Subject"] for letter in postbox.mails[place:])
    assert told == sorted(f"twice {number}" for number in range(LETTERS))


def test_a_worker_that_is_told_to_stop_finishes_what_it_is_at(fleet, postbox):
    postbox.pause = 0.2
    place = leave_letters(fleet, postbox, "stop")
    assert wait_until(lambda: len(postbox.mails) > place, within=20)
    stopping = fleet.workers[0]
    try:
        began = time.monotonic()
        code = ends(stopping)
        assert time.monotonic() - began < 15
        assert code == 0, stopping.words()
        assert wait_until(lambda: len(postbox.mails) >= place + LETTERS, within=40)
    finally:
        postbox.pause = 0.0
        stopping.start()
    time.sleep(1)
    assert len(postbox.mails) == place + LETTERS


def leave_letters(fleet, postbox, words: str) -> int:
    """Their place among the mails of the postbox."""
    place = len(postbox.mails)
    with fleet.app().test_request_context():
        for number in range(LETTERS):
            with writing():
                mail.post("reset", "who@example.com", f"{words} {number}", link="x", handle="who")
        db.session.remove()
    return place


def ends(process) -> int:
    """Its exit status, told to stop as systemd tells."""
    told = process.process
    process.stop()
    return told.returncode
