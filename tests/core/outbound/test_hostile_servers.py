"""SECURITY 47, 48, 49: each hostile server is left soon, and costs little."""

import gzip
import time
import tracemalloc

import pytest

from community.core.outbound import Reason
from tests.core.outbound.raw import RawShop, reason_of
from tests.core.outbound.zoo import CHUNKED, HTML, MEGABYTE, OK, ZIPPED, ZOO, says, silence

URL = "http://www.shop.example/cup"
SECONDS = 1.0


@pytest.mark.parametrize("animal", ZOO)
def test_a_hostile_server_is_left_in_time_with_its_reason_and_little_memory(animal):
    script, reasons = ZOO[animal]
    with RawShop(script) as shop:
        outbound = shop.outbound(deadline=SECONDS)
        tracemalloc.start()
        begun = time.monotonic()
        reason = reason_of(outbound.get_page, URL)
        spent = time.monotonic() - begun
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert reason in reasons
    assert spent < SECONDS + 1.5
    assert peak < 16 * MEGABYTE


def test_a_picture_may_be_bigger_than_a_page_but_not_too_big():
    picture = OK + b"Content-Type: image/jpeg\r\n\r\n"
    with RawShop(says(picture, once=b"x" * 9 * MEGABYTE)) as shop:
        assert len(shop.outbound().get_image(URL).body) == 9 * MEGABYTE
    with RawShop(says(picture, pours=b"x" * 9999)) as shop:
        assert reason_of(shop.outbound().get_image, URL) == Reason.TOO_BIG


def test_a_page_is_no_picture():
    with RawShop(says(HTML + b"\r\n", once=b"<h1>Cup</h1>")) as shop:
        assert reason_of(shop.outbound().get_image, URL) == Reason.WRONG_TYPE


@pytest.mark.parametrize("size", [6 * MEGABYTE, 6 * MEGABYTE + 1])
@pytest.mark.parametrize("packed", [True, False])
def test_six_megabytes_of_page_are_read_and_not_a_byte_more(size, packed):
    page = b"a" * size
    head, body = (HTML + ZIPPED, gzip.compress(page)) if packed else (HTML + b"\r\n", page)
    with RawShop(says(head, once=body)) as shop:
        if size == 6 * MEGABYTE:
            assert shop.outbound().get_page(URL).body == page
        else:
            assert reason_of(shop.outbound().get_page, URL) == Reason.TOO_BIG


@pytest.mark.parametrize(
    "kind",
    ["text/html", "TEXT/HTML; charset=utf-8", "application/xhtml+xml", "application/ld+json"],
)
def test_pages_come_as_html_xhtml_or_json(kind):
    with RawShop(says(OK + f"Content-Type: {kind}\r\n\r\n".encode(), once=b"{}")) as shop:
        assert shop.outbound().get_page(URL).text() == "{}"


def test_a_body_in_chunks_and_gzip_arrives_whole():
    packed = gzip.compress(b"<h1>Cup</h1>")
    chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in packed) + b"0\r\n\r\n"
    head = CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
    with RawShop(says(head, once=chunks)) as shop:
        assert shop.outbound().get_page(URL).text() == "<h1>Cup</h1>"


def test_a_content_type_of_sixty_kilobytes_costs_next_to_nothing():
    kind = b'text/html; charset=utf-8; a="' + b";" * 60_000
    with RawShop(says(OK + b"Content-Type: " + kind + b"\r\n\r\n", once=b"Cup")) as shop:
        outbound = shop.outbound()
        begun = time.process_time()
        assert outbound.get_page(URL).charset == "utf-8"
        assert time.process_time() - begun < 0.5


@pytest.mark.parametrize(
    "header",
    [
        "text/html;charset=koi8-r",
        "text/html; a=b; CHARSET = 'koi8-r'",
        'text/html; charset="koi8-r"; b',
    ],
)
def test_the_charset_of_a_header_is_found_however_it_is_written(header):
    script = says(OK + f"Content-Type: {header}\r\n\r\n".encode(), once="Чашка".encode("koi8-r"))
    with RawShop(script) as shop:
        assert shop.outbound().get_page(URL).text() == "Чашка"


def test_what_a_shop_sends_and_does_not_end_is_not_held_in_memory():
    def hoard(shop: RawShop, sock) -> None:
        shop.read_request(sock)
        shop.send(sock, HTML + b"\r\n")
        for _ in range(5 * 16 + 1):
            shop.send(sock, b"a" * 65_536)
        shop.closing.wait(30)

    with RawShop(hoard) as shop:
        outbound = shop.outbound(deadline=SECONDS)
        tracemalloc.start()
        assert reason_of(outbound.get_page, URL) == Reason.TOO_SLOW
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert shop.sent > 5 * MEGABYTE
    assert peak < 2 * MEGABYTE


def test_a_resolver_that_hangs_is_left_behind():
    with RawShop(silence) as shop:
        outbound = shop.outbound(deadline=0.3)
        outbound._guard._lookups._resolve = lambda *_: shop.closing.wait(20) and []
        begun = time.monotonic()
        assert reason_of(outbound.get_page, URL) == Reason.UNREACHABLE
        assert time.monotonic() - begun < 2
