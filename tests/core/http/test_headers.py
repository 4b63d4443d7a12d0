"""What stands in the head of every answer, whichever route it is and however it ends."""

from __future__ import annotations

import pytest

from community.core.headers import CONTENT_SECURITY_POLICY
from tests.architecture.test_routes import sample_address
from tests.core.http.walking import every_rule
from tests.world import World, signed_in

FIXED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def assert_guarded(answer, what: str) -> None:
    for name, value in FIXED.items():
        assert answer.headers.get(name) == value, (what, name)


def test_the_policy_names_no_foreign_place_and_allows_nothing_inline():
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert rules["default-src"] == rules["frame-ancestors"] == rules["object-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == "'self'"
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY


def test_every_route_sends_them_to_a_stranger_and_to_a_member(app, new_client):
    ana = World.make().ana
    walked = 0
    for client in (new_client(), signed_in(new_client(), ana)):
        for rule, method in every_rule(app):
            answer = client.open(sample_address(rule), method=method)
            if not rule.rule.startswith("/embed/"):  # see tests/widgets
                assert_guarded(answer, f"{method} {rule.rule} {answer.status}")
            assert answer.status_code != 500, rule.rule
            walked += 1
    assert walked > 100


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/static/site.css", "GET", 404),
        ("/nothing/here", "GET", 404),
        ("/sign-in", "DELETE", 405),
        ("/polls/!!", "GET", 404),
        ("/sign-in?next=%00%ff", "GET", 200),
    ],
)
def test_errors_and_odd_addresses_send_them_too(client, path, method, status):
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert_guarded(answer, path)


def test_static_files_send_them_and_may_be_kept(app, client):
    with app.test_request_context():
        path = app.jinja_env.globals["asset"]("app.css")
    answer = client.get(path)
    assert answer.status_code == 200
    assert_guarded(answer, path)
    assert "no-store" not in answer.headers["Cache-Control"]


def test_pages_are_kept_by_nobody(client):
    answer = client.get("/sign-in")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer.vary
    assert "Strict-Transport-Security" not in answer.headers
