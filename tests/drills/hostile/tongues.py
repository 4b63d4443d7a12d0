"""Shops that twist HTTP, packing and TLS, beside those of tests/core/outbound/zoo.py."""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import zlib
from contextlib import suppress

from community.core.outbound import Reason
from tests.core.outbound.raw import RawShop, Script
from tests.core.outbound.zoo import BOMB, CHUNKED, HTML, OK, ZIPPED, deafness, says, silence
from tests.drills.hostile.street import ANSWERED, Kind, Papers, ends

CHUNKS = HTML + b"Transfer-Encoding: chunked\r\n"
LOST, SLOW, BIG, OTHER = Reason.UNREACHABLE, Reason.TOO_SLOW, Reason.TOO_BIG, Reason.WRONG_TYPE
CUP = b"<h1>Cup</h1>"
SECURE = "https://{host}/cup"


def length(number: object) -> bytes:
    return f"Content-Length: {number}\r\n".encode()


def kind_of(words: bytes) -> bytes:
    return OK + b"Content-Type: " + words + b"\r\n\r\n"


def resets(head: bytes) -> Script:
    def script(shop: RawShop, sock: socket.socket) -> None:
        shop.read_request(sock)
        shop.send(sock, head)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return script


def blurts(words: bytes) -> Script:
    """Speaks before it was asked."""

    def script(shop: RawShop, sock: socket.socket) -> None:
        shop.send(sock, words)
        shop.closing.wait(30)

    return script


def nested_gzip(times: int) -> bytes:
    body = zlib.compress(bytes(1 << 20), 9)
    for _ in range(times):
        body = gzip.compress(body)
    return body


def behind_tls(context: ssl.SSLContext, script: Script) -> Script:
    def secured(shop: RawShop, sock: socket.socket) -> None:
        with suppress(ssl.SSLError), context.wrap_socket(sock, server_side=True) as secure:
            script(shop, secure)

    return secured


HTTP = {
    "is reset at once": (resets(b""), ends(LOST)),
    "is reset within the body": (resets(HTML + length(999) + b"\r\n<h1>"), ends(LOST, ANSWERED)),
    "hangs up within the headers": (says(OK + b"Content-Ty"), ends(LOST, OTHER)),
    "hangs up within a chunk": (says(CHUNKED + b"ff\r\n<h1>"), ends(LOST)),
    "says less than announced": (says(HTML + length(9) + b"\r\n", once=b"Cup"), ends(ANSWERED)),
    "says more than announced": (says(HTML + length(5) + b"\r\n", pours=CUP), ends(ANSWERED)),
    "announces a negative length": (says(HTML + length(-5) + b"\r\n", pours=CUP), ends(BIG)),
    "announces nonsense": (says(HTML + length("1e9, 5") + b"\r\n", pours=CUP * 999), ends(BIG)),
    "announces two lengths": (
        says(HTML + length(5) + length(10**10) + b"\r\n", pours=CUP * 999),
        ends(ANSWERED, BIG, LOST),
    ),
    "announces a length and chunks": (
        says(CHUNKS + length(3) + b"\r\n", pours=b"5\r\nabcde\r\n" * 999),
        ends(BIG, SLOW),
    ),
    "transfers in gzip": (
        says(HTML + b"Transfer-Encoding: gzip, chunked\r\n\r\n", pours=BOMB[:65536]),
        ends(BIG, LOST),
    ),
    "pours a chunk's extension": (says(CHUNKED + b"1;", pours=b"a" * 4096), ends(BIG, LOST)),
    "drips a chunk's size": (says(CHUNKED, drips=b"0" * 999), ends(SLOW)),
    "pours trailers": (says(CHUNKED + b"0\r\n", pours=b"X: y\r\n" * 999), ends(BIG, SLOW)),
    "pours chunks of one byte": (says(CHUNKED, pours=b"1\r\na\r\n" * 999), ends(BIG, SLOW)),
    "puts NUL into a header": (
        says(OK + b"Content-Type: text/html\0\r\nX\0: \0\r\n\r\n", once=CUP),
        ends(OTHER, LOST, ANSWERED),
    ),
    "puts bare CR into a header": (
        says(OK + b"X: a\rContent-Length: 5\rY: b\r\nContent-Type: text/html\r\n\r\n", once=CUP),
        ends(OTHER, LOST, ANSWERED),
    ),
    "folds a header": (
        says(OK + b"Content-Type: text/html;\r\n charset=utf-8\r\n\r\n", once=CUP),
        ends(OTHER, LOST, ANSWERED),
    ),
    "has 5,000 headers": (says(OK + b"X: y\r\n" * 5000 + b"\r\n"), ends(LOST, BIG)),
    "sets a cookie of 60 kB": (
        says(HTML + b"Set-Cookie: a=" + b"b" * 60_000 + b"\r\n\r\n", once=CUP),
        ends(ANSWERED),
    ),
    "sets cookies for ever": (
        says(HTML, pours=b"Set-Cookie: a=" + b"b" * 4000 + b"\r\n"),
        ends(BIG),
    ),
    "gives a reason of 60 kB": (
        says(b"HTTP/1.1 200 " + b"O" * 60_000 + b"K\r\nContent-Type: text/html\r\n\r\n", once=CUP),
        ends(ANSWERED),
    ),
    "gives a reason without end": (says(b"HTTP/1.1 200 ", pours=b"O" * 4096), ends(LOST, BIG)),
    "gives a type of 60 kB": (
        says(kind_of(b'text/html; a="' + b";" * 60_000), once=CUP),
        ends(ANSWERED, OTHER),
    ),
    "gives a charset in 4,000 pieces": (
        says(kind_of(b"text/html" + b"".join(b";charset*%d*=a" % n for n in range(4000)))),
        ends(ANSWERED, OTHER),
    ),
    "writes in zip": (says(kind_of(b"text/html; charset=zip"), once=CUP), ends(ANSWERED)),
    "writes in utf-7": (says(kind_of(b"text/html; charset=utf-7"), once=b"+ADw-"), ends(ANSWERED)),
    "writes in half an utf-16": (
        says(kind_of(b"text/html; charset=utf-16"), once=b"\xff\xfe" + b"\xd8" * 99_999),
        ends(ANSWERED),
    ),
    "is one line of 50 MB": (says(HTML + b"\r\n", once=b"a" * (50 << 20)), ends(BIG)),
    "says a film is a page": (
        says(HTML + b"\r\n", once=b"\0\0\0\x18ftypmp42" + bytes(1 << 20)),
        ends(ANSWERED),
    ),
    "floods with 103": (says(b"", pours=b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\n"), ends(LOST, BIG)),
    "drips 100 Continue": (says(b"", drips=b"HTTP/1.1 100 Go\r\n\r\n" * 99), ends(SLOW)),
    "switches protocols": (
        says(b"HTTP/1.1 101 Now\r\nUpgrade: websocket\r\n\r\n", pours=b"\x82\x7e" * 999),
        ends(LOST),
    ),
    "speaks HTTP/2": (says(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(99)), ends(LOST)),
    "greets like a mail server": (blurts(b"220 mail.example ESMTP\r\n"), ends(LOST, SLOW)),
    "answers before it was asked": (blurts(HTML + length(12) + b"\r\n" + CUP), ends(ANSWERED)),
    "leads on by meta refresh": (
        says(HTML + b"\r\n", once=b"<meta http-equiv=refresh content='0;url=//inside.example/'>"),
        ends(ANSWERED),
    ),
    "leads on by a Refresh header": (
        says(HTML + b"Refresh: 0; url=http://inside.example/\r\n\r\n", once=CUP),
        ends(ANSWERED),
    ),
}  # fmt: skip


def hoard(shop: RawShop, sock: socket.socket) -> None:
    """As much as may be read, and not the end of it."""
    shop.read_request(sock)
    shop.send(sock, HTML + b"\r\n" + b"a" * (6 << 20))
    shop.closing.wait(30)


HOARDS = {f"gives 6 MB and no end, {number}": (hoard, ends(SLOW)) for number in range(16)}

PACKED = {
    "packs in deflate": (
        says(HTML + b"Content-Encoding: deflate\r\n\r\n", once=zlib.compress(bytes(9 << 20))),
        ends(OTHER),
    ),
    "packs four times": (
        says(HTML + b"Content-Encoding: gzip, deflate, br, gzip\r\n\r\n", once=nested_gzip(4)),
        ends(OTHER),
    ),
    "names its packing twice": (
        says(HTML + b"Content-Encoding: gzip\r\n" + ZIPPED, once=nested_gzip(2)),
        ends(ANSWERED, OTHER),
    ),
    "bombs in chunks": (
        says(CHUNKED[:-2] + ZIPPED, once=b"%x\r\n%b\r\n0\r\n\r\n" % (len(BOMB), BOMB)),
        ends(BIG),
    ),
    "packs 60,000 small parcels": (
        says(HTML + ZIPPED, once=gzip.compress(b"a") * 60_000),
        ends(ANSWERED, LOST),
    ),
    "pours a gzip name": (
        says(HTML + ZIPPED + b"\x1f\x8b\x08\x08\0\0\0\0\0\xff", pours=b"a" * 4096),
        ends(BIG),
    ),
    "leaves a parcel open": (says(HTML + ZIPPED, once=BOMB[:500]), ends(ANSWERED, BIG)),
}


def over_tls(papers: Papers) -> dict[str, Kind]:
    page = says(HTML + b"\r\n", once=CUP)
    hello = b"\x16\x03\x03\x3f\x00" + b"\x02" * 99
    scripts = {
        "is vouched for by nobody": (behind_tls(papers.foreign, page), ends(LOST)),
        "is out of date": (behind_tls(papers.stale, page), ends(LOST)),
        "shakes no hand": (deafness, ends(SLOW)),
        "drips its handshake": (lambda shop, sock: shop.drip(sock, hello), ends(SLOW)),
        "pours handshakes": (lambda shop, sock: shop.pour(sock, hello), ends(LOST, SLOW)),
        "speaks plainly where TLS should be": (page, ends(LOST, SLOW)),
        "sends alerts": (blurts(b"\x15\x03\x03\0\2\1\0" * 99), ends(LOST, SLOW)),
        "hushes behind TLS": (behind_tls(papers.good, silence), ends(SLOW)),
        "bombs behind TLS": (behind_tls(papers.good, says(HTML + ZIPPED, once=BOMB)), ends(BIG)),
        "drips behind TLS": (behind_tls(papers.good, says(b"", drips=OK * 9)), ends(SLOW)),
        "cuts TLS short": (behind_tls(papers.good, resets(HTML + b"\r\n<")), ends(LOST, ANSWERED)),
    }  # fmt: skip
    kinds = {name: Kind(script, may, SECURE) for name, (script, may) in scripts.items()}
    other = Kind(behind_tls(papers.good, page), ends(LOST), "https://cellar.{host}/cup")
    return kinds | {"is vouched for by another name": other}
