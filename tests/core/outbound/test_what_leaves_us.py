"""SECURITY 46, 52, 54: what we tell a shop about us, and what we tell members about our network."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel

from community.core.outbound import Outbound, OutboundError, Reason, get_outbound, init_app
from config import Settings
from tests.core.outbound.raw import RawShop, reason_of
from tests.core.outbound.test_hostile_servers import ZOO
from tests.shop import LOOPBACK, LoopbackShop

URL = "http://www.shop.example/cup"
CUP = ("text/html", b"<h1>Cup</h1>")


def headers_of(request: bytes) -> dict[str, str]:
    lines = request.decode("latin-1").split("\r\n")[1:]
    return {
        name.lower(): text for name, _, text in (line.partition(": ") for line in lines if line)
    }


def test_proxies_and_passwords_of_the_environment_stay_unused(monkeypatch, tmp_path):
    netrc = tmp_path / ".netrc"
    netrc.write_text("default login ada password secret\n")
    netrc.chmod(0o600)
    with RawShop(RawShop.read_request) as proxy, LoopbackShop({URL: CUP}) as shop:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://ada:secret@{LOOPBACK}:{proxy.port}")
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("HOME", str(tmp_path))
        outbound = Outbound(resolve=shop.resolve, allow=shop.allow)
        assert outbound.get_page(URL).body == CUP[1]
        assert proxy.visitors == 0
        assert not {"authorization", "proxy-authorization"} & set(shop.visits[0].headers)


def test_a_shop_hears_only_these_headers():
    with LoopbackShop({URL: CUP}) as shop:
        Outbound(resolve=shop.resolve, allow=shop.allow, user_agent="Posy/1 (+ada)").get_page(URL)
        assert shop.visits[0].headers == {
            "host": "www.shop.example",
            "user-agent": "Posy/1 (+ada)",
            "accept": "text/html, application/xhtml+xml, application/ld+json;q=0.9, "
            "application/json;q=0.8",
            "accept-language": "en, *;q=0.5",
            "accept-encoding": "gzip",
            "connection": "close",
        }


def test_cookies_and_referrers_do_not_travel_along_redirects():
    def script(shop: RawShop, sock) -> None:
        first = b"GET /cup " in shop.read_request(sock)
        moved = b"HTTP/1.1 302 Found\r\nSet-Cookie: a=b; Path=/\r\nLocation: /next\r\n\r\n"
        shop.send(
            sock, moved if first else b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nCup"
        )

    with RawShop(script) as shop:
        assert shop.outbound().get_page(URL).text() == "Cup"
        assert not {"cookie", "referer"} & set(headers_of(shop.requests[1]))


@pytest.mark.parametrize(
    ("tail", "line"),
    [
        ("cup?a=b&proxy=http://127.0.0.1/", "/cup?a=b&proxy=http://127.0.0.1/"),
        ("cup#@127.0.0.1/", "/cup"),
        ("a@b", "/a@b"),
        ("%0d%0aX-Evil:%201", "/%0d%0aX-Evil:%201"),
        ("a b?c d", "/a%20b?c%20d"),
        ("ü\u2028?ü\u2028", "/%C3%BC%E2%80%A8?%C3%BC%E2%80%A8"),
        ("%zz%", "/%zz%"),
        ('"<>', "/%22%3C%3E"),
        ("?a=1?b=2", "/?a=1?b=2"),
        ("../../etc", "/../../etc"),
    ],
)
def test_no_part_of_an_address_becomes_another_part_of_the_request(tail, line):
    def script(shop: RawShop, sock) -> None:
        shop.read_request(sock)
        shop.send(sock, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nCup")

    with RawShop(script) as shop:
        shop.outbound().get_page(f"http://www.shop.example/{tail}")
        assert shop.requests[0].startswith(
            f"GET {line} HTTP/1.1\r\nHost: www.shop.example\r\n".encode()
        )
        assert b"X-Evil" not in shop.requests[0].split(b"\r\n", 1)[1]


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.1:6379/", "nonsense", URL])
def test_a_refusal_tells_nothing_about_our_network(url):
    outbound = Outbound(resolve=lambda *_: [("10.1.2.3", 8443)])
    with pytest.raises(OutboundError) as caught:
        outbound.get_page(url)
    assert_silent(caught.value)


@pytest.mark.parametrize("animal", ZOO)
def test_an_error_tells_nothing_about_the_server(animal):
    with RawShop(ZOO[animal][0]) as shop, pytest.raises(OutboundError) as caught:
        shop.outbound(deadline=0.2).get_page(URL)
    assert_silent(caught.value)


def test_there_is_one_plain_sentence_for_each_reason():
    assert {str(reason.sentence) for reason in Reason} == {
        "Posy does not open addresses like this one.",
        "This page could not be reached. Is the address right?",
        "This shop does not let Posy read its pages.",
        "This shop is busy right now. Please try again in a minute.",
        "The shop took too long to answer.",
        "What is at this address is too big for Posy to read.",
        "Posy found nothing it can read at this address.",
        "This address leads on to too many others.",
    }


def test_an_app_has_one_door_of_its_own():
    app = Flask(__name__)
    Babel(app)
    app.extensions["settings"] = Settings(secret_key="s" * 32, site_url="https://posy.example")
    init_app(app)
    with app.app_context():
        assert get_outbound() is get_outbound()
        assert reason_of(get_outbound().get_page, "http://127.0.0.1/") == Reason.REFUSED
        assert str(Reason.REFUSED.sentence) == "Posy does not open addresses like this one."


def test_an_app_may_be_given_its_door():
    app, outbound = Flask(__name__), Outbound()
    app.extensions["settings"] = Settings(secret_key="s" * 32)
    init_app(app, outbound)
    with app.app_context():
        assert get_outbound() is outbound


def test_nothing_in_the_door_knows_of_tests():
    code = "".join(path.read_text() for path in Path("community/core/outbound").glob("*.py"))
    assert not re.search(r"(?i)testing|pytest|loopback", code)


def assert_silent(error: OutboundError) -> None:
    told = f"{error} {error!r} {error.sentence} {error.args}"
    assert not re.search(r"\d|Errno|Traceback|socket|example|Connection", told)
    assert error.__cause__ is None
    assert error.__suppress_context__
