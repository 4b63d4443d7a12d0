"""SECURITY 42: the vetted address is dialled, and the name must prove itself there."""

import ssl
import tempfile
import time
from pathlib import Path

from community.core.outbound import Outbound, Reason
from tests.core.outbound.raw import RawShop, reason_of
from tests.core.outbound.spy import connects
from tests.shop import LoopbackShop, certified

URL = "https://www.shop.example/cup"
CUP = ("text/html", b"<h1>Cup</h1>")


def test_a_page_arrives_over_tls_from_the_vetted_endpoint():
    with LoopbackShop({URL: CUP}) as shop, connects() as heard:
        vetted = Outbound(resolve=shop.resolve, allow=shop.allow, ca=shop.ca)
        assert vetted.get_page(URL).text() == "<h1>Cup</h1>"
        assert heard == [*vetted.vet(URL).endpoints]


def test_a_certificate_nobody_vouches_for_ends_the_look_before_we_ask():
    with LoopbackShop({URL: CUP}) as shop:
        outbound = Outbound(resolve=shop.resolve, allow=shop.allow)
        assert reason_of(outbound.get_page, URL) == Reason.UNREACHABLE
        assert shop.visits == []


def test_a_certificate_for_another_name_ends_the_look_before_we_ask():
    with LoopbackShop({URL: CUP}) as shop:
        outbound = Outbound(
            resolve=lambda host, port: shop.resolve("www.shop.example", port),
            allow=lambda *_: True,
            ca=shop.ca,
        )
        assert reason_of(outbound.get_page, "https://bank.example/") == Reason.UNREACHABLE
        assert shop.visits == []


def test_the_server_is_told_which_name_we_want():
    asked = []

    def script(shop: RawShop, sock) -> None:
        with context.wrap_socket(sock, server_side=True) as secure:
            shop.read_request(secure)
            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nCup")

    with tempfile.TemporaryDirectory() as folder:
        ca, context = certified(Path(folder), {"www.shop.example"})
        context.sni_callback = lambda sock, name, _: asked.append(name)
        with RawShop(script) as shop:
            assert shop.outbound(ca=ca).get_page(URL).text() == "Cup"
    assert asked == ["www.shop.example"]
    assert b"Host: www.shop.example\r\n" in shop.requests[0]


def test_old_tls_is_not_spoken():
    assert Outbound()._tls.minimum_version >= ssl.TLSVersion.TLSv1_2


def test_a_handshake_that_drips_is_cut_in_time():
    record = b"\x16\x03\x03\x3f\x00" + b"\x02" * 99
    with RawShop(lambda shop, sock: shop.drip(sock, record, 0.05)) as shop:
        begun = time.monotonic()
        assert reason_of(shop.outbound(deadline=0.6).get_page, URL) == Reason.TOO_SLOW
        assert time.monotonic() - begun < 2


def test_plain_http_where_tls_should_be_is_unreachable():
    with LoopbackShop({"http://www.shop.example/cup": CUP}) as shop:
        outbound = Outbound(resolve=lambda *_: [*shop.endpoints], allow=shop.allow)
        assert reason_of(outbound.get_page, URL) == Reason.UNREACHABLE
