"""PostgreSQL that goes away takes down no page that can be shown and no answer that was given."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import NotFound

from community.accounts.models import AccountSession
from community.core import errors
from community.core.db import is_reachable, take_back, writing
from community.extensions import db
from tests.world import person, signed_in

pytestmark = pytest.mark.postgres


def cut() -> None:
    """The server ends the session's connection, as it does when it is stopped."""
    number = db.session.scalar(text("SELECT pg_backend_pid()"))
    with db.engine.connect() as other:
        other.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})


@pytest.fixture
def absent(committing_app):
    """No connection can be made any more."""

    def refuse(*unused: object) -> None:
        raise OperationalError("connect", {}, Exception("connection refused"))

    engine = db.engine
    db.session.remove()
    engine.dispose()
    event.listen(engine, "do_connect", refuse)
    yield committing_app
    event.remove(engine, "do_connect", refuse)


def test_a_request_whose_connection_died_on_the_way_out_ends_in_peace(committing_app):
    with committing_app.app_context():
        cut()
    with committing_app.app_context():
        assert is_reachable()


def test_a_session_whose_connection_died_is_taken_back_and_used_again(committing_app):
    cut()
    take_back()
    assert db.session.scalar(text("SELECT 1")) == 1


def test_a_write_whose_connection_died_says_what_went_wrong_first(committing_app):
    with pytest.raises(ZeroDivisionError), writing():  # noqa: PT012
        cut()
        1 / 0  # noqa: B018
    assert is_reachable()


@pytest.mark.parametrize("path", ["/", "/sign-in", "/people", "/not-there"])
def test_pages_say_when_to_come_back(absent, path):
    client = current_app.test_client()
    client.set_cookie("posy", signed_in_cookie())
    answer = client.get(path)
    # Whoever has no need of the database is served.
    assert answer.status_code in (200, 404, 503)
    assert answer.status_code != 503 or answer.headers["Retry-After"]


def test_the_page_of_a_refusal_becomes_a_503_for_members(absent):
    client = current_app.test_client()
    client.set_cookie("posy", signed_in_cookie())
    answer = client.get("/not-there")
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


def test_a_refusal_whose_connection_died_meanwhile_becomes_a_503(committing_app):
    """What it would show was loaded through that connection."""
    with committing_app.test_request_context("/"):
        cut()
        answer = errors._refused(NotFound())
    assert (answer.status_code, "Retry-After" in answer.headers) == (503, True)


def test_alive_is_not_ready(absent):
    client = current_app.test_client()
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, "Retry-After" in ready.headers) == (503, True)


def signed_in_cookie() -> str:
    serializer = current_app.session_interface.get_signing_serializer(current_app)
    return serializer.dumps({"_user_id": "token", "_fresh": True})


def test_an_answer_that_was_given_stands_when_the_database_goes_before_it_is_seen(committing_app):
    """A session is marked as seen after the view has answered."""
    with writing():
        ana = person("ana")
    client = signed_in(committing_app.test_client(), ana)
    with writing():
        session = db.session.scalars(db.select(AccountSession)).one()
        session.seen_at -= timedelta(hours=2)
    seen = session.seen_at

    def go_away(response):
        cut()
        return response

    after = committing_app.after_request_funcs[None]
    after.append(go_away)  # the last is asked first
    try:
        assert client.get("/people").status_code == 200
    finally:
        after.remove(go_away)
    db.session.rollback()
    assert db.session.get_one(AccountSession, session.id).seen_at == seen
    assert client.get("/people").status_code == 200
    db.session.rollback()
    db.session.refresh(session)
    assert session.seen_at > seen


def test_a_write_asks_nothing_of_the_database_after_its_answer(app, new_client, count_queries):
    ana = person("ana")
    client = signed_in(new_client(), ana)
    with count_queries() as queries:
        client.post("/settings/appearance", data={"theme": "dark"})
    last = str(queries).strip().splitlines()[-1]
    assert "account_sessions" not in last
