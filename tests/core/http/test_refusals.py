"""Refusals have a page, the right status, and problem JSON for programs; an outage says when."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from community.core.access import public
from community.core.limits import limit
from community.extensions import db
from tests.core.http.walking import another_app
from tests.world import person, signed_in

JSON = {"Accept": "application/json"}


@public
def fall_over():
    raise RuntimeError("zanzibar")


@public
def wait_too_long():
    raise PoolTimeout("QueuePool limit of size 10 overflow 20 reached")


@pytest.fixture
def served(committing_app):
    """The app as it is served, with two views that fail."""
    app = another_app(committing_app, development=False)
    app.add_url_rule("/fall-over", view_func=fall_over, methods=["GET"])
    app.add_url_rule("/wait-too-long", view_func=wait_too_long)
    return app


@contextmanager
def database_away():
    """Every statement fails as a server that has gone makes it fail."""

    def fail(connection, cursor, statement, *more):
        raise OperationalError(statement, {}, Exception("the server closed the connection"))

    event.listen(db.engine, "before_cursor_execute", fail)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", fail)


REFUSED: list[tuple[str, str, dict, int]] = [
    ("GET", "/nothing", {}, 404),
    ("POST", "/healthz", {}, 405),
    ("POST", "/sign-in", {}, 400),
    ("POST", "/sign-in", {"data": {"name": "x" * 300_000}}, 413),
    ("POST", "/sign-in", {"environ_overrides": {"CONTENT_LENGTH": str(10**9)}}, 413),
    ("GET", "/fall-over", {}, 500),
    ("GET", "/wait-too-long", {}, 503),
]


@pytest.mark.parametrize(("method", "path", "more", "status"), REFUSED)
def test_a_refusal_is_a_page_for_people(served, method, path, more, status):
    answer = served.test_client().open(path, method=method, **more)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert f'<p class="status">{status}</p>' in answer.text
    assert "<h1>" in answer.text
    assert "zanzibar" not in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("method", "path", "more", "status"), REFUSED)
def test_and_problem_json_for_programs(served, method, path, more, status):
    headers = {**more.get("headers", {}), **JSON}
    answer = served.test_client().open(path, method=method, **{**more, "headers": headers})
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    problem = json.loads(answer.data)
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert "zanzibar" not in answer.text


def test_405_names_what_is_allowed(served):
    assert "GET" in served.test_client().post("/healthz").headers["Allow"]


@pytest.mark.parametrize("who", ["stranger", "member"])
def test_without_the_database_every_page_says_come_back(served, who):
    client = served.test_client()
    if who == "member":
        signed_in(client, person("ana"))
    db.session.remove()
    with served.app_context(), database_away():
        for path in ("/discover", "/@ana", "/polls/1"):
            answer = client.get(path, headers={"Accept-Language": "de"})
            assert answer.status_code == 503, path
            assert answer.headers["Retry-After"] == "5"
            assert '<p class="status">503</p>' in answer.text
            assert answer.headers["Content-Security-Policy"]
    assert client.get("/discover").status_code == 200


def test_health_is_about_the_process_and_readiness_about_the_database(served):
    client = served.test_client()
    assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200
    with served.app_context(), database_away():
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.headers["Cache-Control"] == "no-store"


def test_too_many_tries_say_when_to_come_back(served):
    served.add_url_rule("/try", view_func=public(lambda: limit("upload", "ana") or "fine"))
    answers = [served.test_client().get("/try") for _ in range(32)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "300"
