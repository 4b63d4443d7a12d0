"""Cookies, hosts and proxies: what a request may claim, and what it is given to keep."""

from __future__ import annotations

import pytest
from flask import Flask, request

from community.core.limits import network_of_request
from tests.core.http.walking import another_app


def cookie_of(app: Flask, base_url: str) -> str:
    answer = app.test_client().get("/sign-in", base_url=base_url)
    assert answer.status_code == 200
    return answer.headers["Set-Cookie"]


def test_the_cookie_over_https_belongs_to_this_host_alone(committing_app):
    cookie = cookie_of(
        another_app(committing_app, site_url="https://posy.example"), "https://posy.example"
    )
    assert cookie.startswith("__Host-posy=")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts >= {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert not any(part.startswith("Domain") for part in parts)


def test_the_cookie_over_http_keeps_its_other_flags(committing_app):
    cookie = cookie_of(another_app(committing_app), "http://localhost")
    assert cookie.startswith("posy=")
    parts = {part.strip() for part in cookie.split(";")[1:]}
    assert parts >= {"HttpOnly", "Path=/", "SameSite=Lax"}
    assert "Secure" not in parts


def test_https_is_demanded_for_a_year_where_the_site_is_https(committing_app):
    app = another_app(committing_app, site_url="https://posy.example")
    answer = app.test_client().get("/healthz", base_url="https://posy.example")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:80", "["])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/healthz", "/nothing", "/static/x.css"])
def test_another_host_is_not_served(client, host, path):
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert "evil" not in answer.text


def test_another_host_the_operator_names_is_served(committing_app):
    app = another_app(committing_app, trusted_hosts=("posy.example",))
    assert app.test_client().get("/healthz", base_url="http://posy.example").status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "sender"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 198.51.100.1", "203.0.113.9"),
    ],
)
def test_a_forwarded_address_counts_only_from_trusted_proxies(
    committing_app, proxies, forwarded, sender
):
    app = another_app(committing_app, trusted_proxies=proxies)
    seen = []
    app.before_request(lambda: seen.append((request.remote_addr, network_of_request())))
    headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Host": "evil.example"}
    headers["X-Forwarded-Host"] = "localhost" if proxies else "evil.example"
    assert app.test_client().get("/healthz", headers=headers).status_code == 200
    assert seen == [(sender, f"{sender}/32")]


def test_senders_with_ipv4_are_told_apart_on_a_socket_for_both(committing_app):
    networks = set()
    for address in ("::ffff:203.0.113.9", "::ffff:203.0.113.10", "203.0.113.9"):
        with committing_app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            networks.add(network_of_request())
    assert networks == {"203.0.113.9/32", "203.0.113.10/32"}


def test_a_home_with_ipv6_counts_as_one_sender(committing_app):
    networks = set()
    for address in ("2001:db8:1:2::3", "2001:db8:1:2:ffff::1", "2001:db8:1:3::3"):
        environ = {"REMOTE_ADDR": address}
        with committing_app.test_request_context(environ_base=environ):
            networks.add(network_of_request())
    assert networks == {"2001:db8:1:2::/64", "2001:db8:1:3::/64"}
