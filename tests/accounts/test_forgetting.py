"""What the worker clears away each minute, and what it leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.accounts.jobs import forget_old_links
from community.accounts.models import AccountSession
from community.core import clock
from community.core.db import writing
from community.extensions import db
from tests.world import person


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "begun, seen, ended, stays",
    [
        (1, 0, None, True),
        (30, 13, None, True),
        (9, 8, 6, True),
        (9, 9, 8, False),
        (30, 22, None, False),
        (120, 29, None, False),
    ],
)
def test_browsers_are_forgotten_a_week_after_they_ended(app, begun, seen, ended, stays):
    """Days ago: signed in, last seen, signed out."""
    now = clock.now()
    with writing():
        row, _token = AccountSession.begin(person("ana").account, "tests")
        row.created_at, row.seen_at = now - timedelta(days=begun), now - timedelta(days=seen)
        row.ended_at = None if ended is None else now - timedelta(days=ended)
    forget_old_links()
    assert bool(db.session.scalars(select(AccountSession.id)).all()) == stays
