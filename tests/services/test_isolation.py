"""What one test does, no other sees; and what it sees is what a browser would."""

from __future__ import annotations

import pytest
from flask import g, request_started
from sqlalchemy import func, select, text

from community.core.db import writing
from community.core.outbox import OutboxFact
from community.extensions import db
from tests.services.database import empty, rolled_back

pytestmark = pytest.mark.both_databases


def write_one() -> None:
    with writing():
        db.session.add(OutboxFact(name="tests.Said", payload={}))


def write_and_fail() -> None:
    with writing():
        db.session.add(OutboxFact(name="tests.Said", payload={}))
        db.session.flush()
        raise ZeroDivisionError


def rows() -> int:
    return db.session.scalar(select(func.count()).select_from(OutboxFact)) or 0


def test_commits_are_undone_after_a_test(whole_app):
    with whole_app.app_context():
        with rolled_back(whole_app):
            write_one()
            assert rows() == 1
        assert rows() == 0


def test_a_failed_write_undoes_only_itself(app):
    write_one()
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert rows() == 1


def test_committed_rows_are_seen_outside_and_removed_afterwards(committing_app):
    write_one()
    with db.engine.connect() as another:
        assert another.scalar(text("SELECT count(*) FROM outbox")) == 1
    db.session.remove()
    empty(committing_app)
    assert rows() == 0


def test_requests_start_with_an_empty_g(app, client):
    g.viewer = "Ana"
    seen = []

    def note(sender: object) -> None:
        seen.append(g.get("viewer"))

    with request_started.connected_to(note, app):
        assert client.get("/healthz").status_code == 200
    assert seen == [None]
    assert g.viewer == "Ana"


def test_a_request_finds_what_the_test_has_added(app, client):
    db.session.add(OutboxFact(name="tests.Said", payload={}))
    client.get("/healthz")
    db.session.rollback()
    assert rows() == 1


def test_visitors_have_cookies_of_their_own(new_client):
    ana, ben = new_client(), new_client()
    ana.set_cookie("taste", "sweet")
    assert ben.get_cookie("taste") is None


def test_queries_are_counted_without_the_savepoints(app, count_queries):
    with count_queries() as queries:
        rows()
        write_one()
    assert len(queries) == 2, str(queries)


def test_the_database_is_the_one_asked_for(app, database):
    assert db.engine.dialect.name == ("postgresql" if "postgres" in database else "sqlite")
