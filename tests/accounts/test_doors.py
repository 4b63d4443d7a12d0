"""What stands before every form: tokens, origins, hosts and the key."""

from __future__ import annotations

import re

import pytest

from config import SettingsError, from_environment
from tests.accounts.people import PASSWORD, is_signed_in, sign_in

FORMS = (
    "/sign-up",
    "/sign-in",
    "/sign-out",
    "/confirm",
    "/confirm/x",
    "/forgot-password",
    "/reset-password/x",
    "/confirm-email/x",
    "/settings/profile",
    "/settings/account",
    "/settings/appearance",
    "/settings/password",
    "/settings/email",
    "/settings/avatar",
    "/settings/avatar/remove",
    "/settings/sessions/end-others",
)


@pytest.fixture
def tokens_asked(app):
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.mark.parametrize("address", FORMS)
def test_form_without_its_token_is_refused(client, ana, tokens_asked, address):
    assert client.post(address).status_code == 400


def test_form_with_its_token_is_taken(client, ana, tokens_asked):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").text)[1]
    assert sign_in(client, "ana", csrf_token=token).status_code == 303
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_form_sent_from_another_site_is_refused(client, ana, headers):
    data = {"name": "ana", "password": PASSWORD}
    assert client.post("/sign-in", data=data, headers=headers).status_code == 400
    assert not is_signed_in(client)


@pytest.mark.parametrize("address", [*FORMS, "/settings/sessions/1/end"])
def test_looking_signs_nobody_out_and_changes_nothing(client, ana, address):
    sign_in(client, "ana")
    client.get(address)
    client.head(address)
    assert is_signed_in(client)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil"])
def test_other_hosts_are_not_served(client, host):
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("key", ["", "short", "x" * 31])
def test_short_key_keeps_the_site_from_starting(key):
    with pytest.raises(SettingsError, match="at least 32"):
        from_environment({"SECRET_KEY": key})


@pytest.mark.parametrize(
    "name, value",
    [("SITE_URL", "posy.example"), ("SITE_URL", "https://"), ("SITE_URL", "http://["),
     ("PORT", "²"), ("THREADS", "-1")],
)  # fmt: skip
def test_a_setting_that_cannot_be_meant_keeps_the_site_from_starting(name, value):
    with pytest.raises(SettingsError, match=name):
        from_environment({"SECRET_KEY": "k" * 32, name: value})


def test_change_password_is_found_where_browsers_look(client):
    answer = client.get("/.well-known/change-password")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/settings/password")


def test_security_contact_is_good_for_less_than_a_year(client):
    from datetime import UTC, datetime, timedelta

    text = client.get("/.well-known/security.txt").text
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert fields["Contact"].startswith("mailto:")
    assert timedelta(days=30) < left < timedelta(days=365)
