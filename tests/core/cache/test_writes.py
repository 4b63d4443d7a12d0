"""Which SQL lets the kept pages stand. Whatever is not declared drops them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from community.core.cache.writes import is_harmless
from community.core.db import writing
from community.extensions import db
from community.polls.models import Poll
from tests.world import person, poll_by

HARMLESS = (
    "SELECT 1",
    "  select * FROM polls FOR UPDATE",
    "BEGIN IMMEDIATE",
    "SAVEPOINT a",
    "INSERT INTO votes (id) VALUES (1)",
    "INSERT INTO votes (id) VALUES (1) ON CONFLICT DO NOTHING",
    "INSERT INTO votes (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET option_id = 2",
    "UPDATE polls SET vote_count=(polls.vote_count + ?), version=(polls.version + 1) WHERE id = ?",
    'UPDATE "notifications" SET read_at=? WHERE id = ?',
    "DELETE FROM account_sessions WHERE id = ?",
)
DROPPING = (
    "UPDATE polls SET audience=?, version=(polls.version + ?) WHERE polls.id = ?",
    "UPDATE polls SET version=1, audience=(SELECT 'me') WHERE polls.id = ?",
    'UPDATE wishlists SET "hidden_at"=? WHERE id = ?',
    "INSERT INTO votes (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET profile_id = 3",
    "UPDATE votes SET (option_id, profile_id) = (1, 2)",
    "DELETE FROM comments WHERE id = ?",
    "DELETE FROM votes WHERE id = ?",
    "INSERT INTO a_table_of_next_year (id) VALUES (1)",
    "WITH gone AS (DELETE FROM polls RETURNING id) SELECT * FROM gone",
    "TRUNCATE polls",
    "DROP TABLE polls",
)


@pytest.mark.parametrize("statement", HARMLESS)
def test_this_lets_the_pages_stand(app: Flask, statement: str) -> None:
    assert is_harmless(statement)


@pytest.mark.parametrize("statement", DROPPING)
def test_this_drops_the_pages(app: Flask, statement: str) -> None:
    assert not is_harmless(statement)


@pytest.mark.both_databases
def test_the_pages_are_dropped_after_the_commit_and_not_before(committing_app: Flask) -> None:
    poll, versions = poll_by(person("ana"), "a", "b"), committing_app.extensions["pages"].versions
    before = versions.read("")
    with writing():
        db.session.get_one(Poll, poll.id).question = "Which one?"
        db.session.flush()
        with db.session.begin_nested():
            db.session.get_one(Poll, poll.id).note = "Quickly"
        assert versions.read("") == before
    assert versions.read("") != before


@pytest.mark.both_databases
def test_a_vote_drops_no_page_but_that_of_its_poll(committing_app: Flask) -> None:
    ana, ben = person("ana"), person("ben")
    poll, versions = poll_by(ana, "a", "b"), committing_app.extensions["pages"].versions
    before: dict[str, Any] = {tag: versions.read(tag) for tag in ("", f"poll:{poll.id}")}
    with writing():
        found = db.session.get_one(Poll, poll.id)
        found.vote(found.options[0], by=ben)
    assert versions.read("") == before[""]
    assert versions.read(f"poll:{poll.id}") != before[f"poll:{poll.id}"]
