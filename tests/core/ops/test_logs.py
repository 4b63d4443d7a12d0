"""Logs: one JSON object a line, numbered, and nothing in them that is anybody's."""

from __future__ import annotations

import json
import logging
import re
import socket
from uuid import UUID

import pytest
import requests
from sqlalchemy import text

from community.core import logs, mail, work
from community.core.access import public
from community.core.db import writing
from community.core.outbox import Delivery, deliver_all
from community.extensions import db
from tests.core.live.member import Member, cookie_for
from tests.world import person, product_by

SECRETS = (
    "canary-in-the-query",
    "canary.of.mail",
    "canary in the words",
    "canaryhandle",
    "canary-of-a-share-link-key-4711",
    "canary-of-a-reset-token-4711",
    "canary-of-a-cookie",
    "canary-of-a-browser",
    "canary-of-a-token",
    "canary-in-a-header",
    "canary-no-http",
    "198.51.100.77",
    "127.0.0.1",
)
NUMBER = "0123456789abcdef" * 2


def lines_of(words):
    """Every line is one object; the greeting of `flask serve` comes first."""
    lines = [line for line in words.splitlines() if line]
    begin = next((n for n, line in enumerate(lines) if line.startswith("{")), len(lines))
    return [json.loads(line) for line in lines[begin:]]


@pytest.fixture
def served(new_site):
    app = new_site(development=False, trusted_proxies=1)

    @app.get("/breaks/<what>")
    @public
    def breaks(what):
        kept = f"{SECRETS[1]}+{what}@example.com"
        try:
            raise KeyError(kept)
        except KeyError as error:
            raise ValueError(f"{SECRETS[2]} {kept} {error}") from error

    @app.get("/breaks-in-the-database")
    @public
    def breaks_in_the_database():
        db.session.execute(
            text("INSERT INTO mails (id, key, recipient) VALUES (1, :key, :to)"),
            {"key": SECRETS[8], "to": f"{SECRETS[1]}@example.com"},
        )

    return app


def test_a_whole_run_logs_nothing_that_is_anybodys(start_site):
    site = start_site("sqlite", DEVELOPMENT="", TRUSTED_PROXIES="1")
    app = site.app()
    with app.app_context():
        canary = person("canaryhandle")
        member = Member(site.url, cookie_for(app, canary))
        product_by(canary)
        db.session.remove()
    wander(member)
    requests.post(f"{site.url}/sign-in", timeout=9)  # without a form's token
    garble(site.url)
    member.leave()
    site.stop()
    said = [line for line in lines_of(site.words()) if line["logger"] == "community.requests"]
    assert {"profiles.show", "links.open", "passwords.edit", "sessions.new"} <= {
        line["endpoint"] for line in said
    }
    assert {line["method"] for line in said} == {"GET", "POST", "other"}
    assert [line for line in lines_of(site.words()) if line["logger"] == "gunicorn.error"]
    words = site.words().split('{"time"', 1)[1]
    assert [secret for secret in SECRETS if secret in words] == []


def wander(member):
    session, url = member.http, member.url
    session.headers.update(
        {
            "User-Agent": "canary-of-a-browser",
            "Referer": "http://x.example/canary-in-a-header",
            "Authorization": "Bearer canary-of-a-token",
            "X-Forwarded-For": "198.51.100.77",
            "X-Request-ID": "canary-in-a-header",
            "Cookie2": "canary-of-a-cookie",
        }
    )
    for path in (
        "/search?q=canary-in-the-query",
        "/@canaryhandle",
        "/l/canary-of-a-share-link-key-4711",
        "/reset-password/canary-of-a-reset-token-4711",
        "/confirm/canary-of-a-reset-token-4711",
        "/canary-in-a-header/nothing",
        "/sign-in?next=/canary-in-the-query",
    ):
        session.get(url + path, timeout=9, allow_redirects=False)
    mail = "canary.of.mail@example.com"
    member.post("/forgot-password", email=mail)
    member.post("/sign-in", name=mail, password="canary in the words")
    member.post("/clip", url="http://127.0.0.1/canary-in-the-query", title="canary in the words")
    session.request("CANARY-NO-HTTP", url + "/", timeout=9)


def garble(url):
    """What gunicorn refuses before it is a request."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(b"GET /canary-no-http HTTP/1.1\r\ncanary-no-http\r\n\r\n")
        line.recv(1000)


@pytest.mark.parametrize("path", ["/breaks/canaryhandle", "/breaks-in-the-database"])
def test_a_mistake_is_logged_with_its_places_but_without_values(served, capsys, path):
    answer = served.test_client().get(path, headers={"X-Request-ID": NUMBER})
    assert answer.status_code == 500
    words = capsys.readouterr().err
    [mistake] = [line for line in lines_of(words) if line["level"] == "error"]
    assert mistake["request"] == NUMBER
    assert "test_logs.py" in mistake["trace"]
    assert mistake["error"] in ("ValueError", "IntegrityError")
    assert [secret for secret in SECRETS if secret in words] == []


def test_the_trace_tells_kinds_constraints_and_statements(served, capsys):
    served.test_client().get("/breaks/x")
    served.test_client().get("/breaks-in-the-database")
    first, second = (line["trace"] for line in lines_of(capsys.readouterr().err) if "trace" in line)
    assert re.search(r"breaks.*\nKeyError\n(.*\n)+ValueError$", first)
    assert "IntegrityError SQLITE_CONSTRAINT_NOTNULL in INSERT INTO mails" in second


@pytest.mark.postgres
def test_postgresql_does_not_quote_rows_into_the_log(new_site, capsys):
    app = new_site("postgres", development=False)

    @app.get("/twice")
    @public
    def twice():
        for _ in range(2):
            person(SECRETS[3])

    assert app.test_client().get("/twice").status_code == 500
    words = capsys.readouterr().err
    assert "UniqueViolation 23505" in words
    assert "canaryhandle" not in words


def test_the_number_stands_in_the_answer_the_log_and_on_the_page(served, capsys):
    answer = served.test_client().get("/breaks/x")
    number = answer.headers["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", number)
    assert number in answer.text
    assert {line["request"] for line in lines_of(capsys.readouterr().err)} == {number}
    problem = served.test_client().get("/breaks/x", headers={"Accept": "application/json"})
    assert problem.json["instance"] == f"urn:uuid:{UUID(problem.headers['X-Request-ID'])}"


@pytest.mark.parametrize("number", [NUMBER, "0b9b6d3e-6f0b-4d52-8c0e-3a5b1f2d4c6e"])
def test_a_trusted_proxys_number_is_kept(served, number):
    answer = served.test_client().get("/healthz", headers={"X-Request-ID": number})
    assert answer.headers["X-Request-ID"] == number


@pytest.mark.parametrize("number", ["", "x", NUMBER.upper(), NUMBER + "0", f"{NUMBER}\t", "a" * 31])
def test_any_other_number_is_made_anew(served, number):
    answer = served.test_client().get("/healthz", headers={"X-Request-ID": number})
    assert answer.headers["X-Request-ID"] != number
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_without_a_trusted_proxy_nobody_chooses_the_number(new_site):
    answer = new_site().test_client().get("/healthz", headers={"X-Request-ID": NUMBER})
    assert answer.headers["X-Request-ID"] != NUMBER


def test_an_answer_is_one_line_with_figures(served, capsys):
    served.test_client().get("/search?q=x")
    [line] = lines_of(capsys.readouterr().err)
    assert set(line) == {
        *("time", "level", "logger", "message", "request"),
        *("endpoint", "method", "status", "ms", "queries"),
    }
    assert (line["status"], line["method"]) == (200, "GET")
    assert line["queries"] > 0
    assert line["ms"] > 0


def test_line_breaks_stay_within_their_line(served, capsys):
    logging.getLogger("tests").warning("one\r\n%s\u2028", '{"level": "forged"}\n')
    [line] = lines_of(capsys.readouterr().err)
    assert line["level"] == "warning"


def test_in_development_lines_are_for_reading(new_site, capsys):
    new_site().test_client().get("/discover")
    words = capsys.readouterr().err
    assert re.search(r"^\d\d:\d\d:\d\d INFO +answered .*status=200", words, re.M)


def test_what_is_logged_within_a_delivery_names_it(served, capsys):
    with work.about(delivery=42):
        logging.getLogger("tests").warning("it took long")
    logging.getLogger("tests").warning("something else")
    first, second = lines_of(capsys.readouterr().err)
    assert first["delivery"] == 42
    assert "delivery" not in second


def test_a_delivery_that_fails_is_named_beside_its_trace(new_site, capsys):
    app = new_site(development=False, mail_url="smtp://127.0.0.1:1")
    with app.test_request_context(), writing():
        mail.post("confirm", "canary.of.mail@example.com", "x", link="x", name="x")
    with app.test_request_context():
        delivery = db.session.scalars(db.select(Delivery.id)).one()
        deliver_all()
    [line] = [line for line in lines_of(capsys.readouterr().err) if "error" in line]
    assert line["delivery"] == delivery
    assert line["error"] == "ConnectionRefusedError"
    assert "errno 111" in line["trace"]


def test_configuring_twice_logs_once(capsys):
    for _ in range(3):
        logs.configure(development=False)
    logging.getLogger("tests").warning("once")
    assert len(capsys.readouterr().err.splitlines()) == 1
