"""Shops that mean no good: what each does to a visitor, and how the visitor may leave."""

import gzip
import zlib

from community.core.outbound import Reason
from tests.core.outbound.raw import RawShop, Script

OK = b"HTTP/1.1 200 OK\r\n"
HTML = OK + b"Content-Type: text/html\r\n"
MEGABYTE = 1024 * 1024


def gzip_of_zeros(megabytes: int) -> bytes:
    """Full flushes make a block that can be repeated without packing it again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(b"\0" * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + block * megabytes + packer.flush()


def says(head: bytes, *, drips: bytes = b"", pours: bytes = b"", once: bytes = b"") -> Script:
    def script(shop: RawShop, sock):
        shop.read_request(sock)
        shop.send(sock, head + once)
        shop.drip(sock, drips)
        if pours:
            shop.pour(sock, pours)

    return script


def silence(shop: RawShop, sock) -> None:
    shop.read_request(sock)
    shop.closing.wait(30)


def deafness(shop: RawShop, sock) -> None:
    shop.closing.wait(30)


BOMB = gzip_of_zeros(2048)
ZIPPED = b"Content-Encoding: gzip\r\n\r\n"
MOVED = b"HTTP/1.1 302 Found\r\nLocation: /cup\r\n"
CHUNKED = HTML + b"Transfer-Encoding: chunked\r\n\r\n"

ZOO = {
    "says nothing": (silence, {Reason.TOO_SLOW}),
    "does not even read": (deafness, {Reason.TOO_SLOW}),
    "drips the status line": (says(b"", drips=HTML * 9), {Reason.TOO_SLOW}),
    "drips headers": (says(OK, drips=b"X-A: b\r\n" * 99), {Reason.TOO_SLOW}),
    "drips the body": (says(HTML + b"\r\n", drips=b"<p>" * 99), {Reason.TOO_SLOW}),
    "drips a body of known length": (
        says(HTML + b"Content-Length: 300\r\n\r\n", drips=b"<p>" * 100),
        {Reason.TOO_SLOW},
    ),
    "drips chunks": (says(CHUNKED, drips=b"1\r\n<\r\n" * 99), {Reason.TOO_SLOW}),
    "drips gzip": (says(HTML + ZIPPED, drips=gzip_of_zeros(1)), {Reason.TOO_SLOW}),
    "pours headers": (says(OK, pours=b"X-A: b\r\n"), {Reason.TOO_BIG, Reason.UNREACHABLE}),
    "pours one header line": (says(OK + b"X: ", pours=b"a" * 4096), {Reason.TOO_BIG}),
    "pours fat headers": (says(OK, pours=b"X: " + b"a" * 9000 + b"\r\n"), {Reason.TOO_BIG}),
    "pours 100 Continue": (says(b"", pours=b"HTTP/1.1 100 Go on\r\n\r\n"), {Reason.TOO_BIG}),
    "pours a body": (says(HTML + b"\r\n", pours=b"<p>" * 9999), {Reason.TOO_BIG}),
    "announces 10 GB": (
        says(HTML + b"Content-Length: 10737418240\r\n\r\n", pours=b"<p>" * 9999),
        {Reason.TOO_BIG},
    ),
    "pours chunks": (says(CHUNKED, pours=b"8000\r\n" + b"a" * 0x8000 + b"\r\n"), {Reason.TOO_BIG}),
    "sends a chunk of negative size": (
        says(CHUNKED + b"-1\r\n", pours=b"a" * 9999),
        {Reason.TOO_BIG, Reason.UNREACHABLE},
    ),
    "sends a chunk of 16 exabytes": (
        says(CHUNKED + b"ffffffffffffffff\r\n", pours=b"a" * 9999),
        {Reason.TOO_BIG},
    ),
    "unpacks to 2 GiB": (says(HTML + ZIPPED, once=BOMB), {Reason.TOO_BIG}),
    "pours empty gzip blocks": (
        says(HTML + ZIPPED + BOMB[:10], pours=b"\0\0\0\xff\xff" * 9999),
        {Reason.TOO_BIG},
    ),
    "hides a bomb in a redirect": (
        says(MOVED + ZIPPED, once=BOMB),
        {Reason.TOO_MANY_REDIRECTS},
    ),
    "answers in brotli": (
        says(HTML + b"Content-Encoding: br\r\n\r\n", pours=b"\x1b"),
        {Reason.WRONG_TYPE},
    ),
    "answers in zstd": (
        says(HTML + b"Content-Encoding: zstd\r\n\r\n", pours=b"\x28"),
        {Reason.WRONG_TYPE},
    ),
    "packs twice": (
        says(HTML + b"Content-Encoding: gzip, gzip\r\n\r\n", once=gzip.compress(BOMB[:999])),
        {Reason.WRONG_TYPE},
    ),
    "lies about gzip": (says(HTML + ZIPPED, once=b"<h1>Cup</h1>"), {Reason.UNREACHABLE}),
    "answers with a film": (
        says(OK + b"Content-Type: video/mp4\r\n\r\n", pours=b"a" * 9999),
        {Reason.WRONG_TYPE},
    ),
    "answers with a picture": (says(OK + b"Content-Type: image/png\r\n\r\n"), {Reason.WRONG_TYPE}),
    "answers with a script": (
        says(OK + b"Content-Type: text/javascript\r\n\r\n"),
        {Reason.WRONG_TYPE},
    ),
    "names no type": (says(OK + b"\r\n", once=b"<h1>Cup</h1>"), {Reason.WRONG_TYPE}),
    "names a nonsense type": (says(OK + b"Content-Type: ;;/\r\n\r\n"), {Reason.WRONG_TYPE}),
    "speaks HTTP/0.9": (says(b"<h1>Cup</h1>"), {Reason.UNREACHABLE}),
    "speaks another tongue": (says(b"SSH-2.0-OpenSSH_9.2\r\n"), {Reason.UNREACHABLE}),
    "sends noise": (says(b"", pours=bytes(range(256))), {Reason.TOO_BIG, Reason.UNREACHABLE}),
    "hangs up": (says(b""), {Reason.UNREACHABLE}),
    "gives status 99": (says(b"HTTP/1.1 99 No\r\n\r\n"), {Reason.UNREACHABLE}),
    "gives status 999": (says(b"HTTP/1.1 999 No\r\n\r\n"), {Reason.UNREACHABLE}),
    "gives status 1e3": (says(b"HTTP/1.1 1e3 No\r\n\r\n"), {Reason.UNREACHABLE}),
    "leads nowhere": (says(b"HTTP/1.1 302 Found\r\n\r\n"), {Reason.UNREACHABLE}),
    "leads to nonsense": (
        says(b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n"),
        {Reason.REFUSED},
    ),
    "is not found": (
        says(b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n"),
        {Reason.UNREACHABLE},
    ),
    "forbids": (says(b"HTTP/1.1 403 No\r\n\r\n"), {Reason.DECLINED}),
    "is busy": (says(b"HTTP/1.1 429 No\r\n\r\n"), {Reason.BUSY}),
}
