"""Shops whose pages are well served and hold something nasty for the reader or the darkroom."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable

from community.core.outbound import Reason
from tests.core.outbound.raw import RawShop, Script
from tests.drills.hostile.pictures import kinds as pictures
from tests.drills.hostile.street import ANSWERED, Kind, ends

BIG = Reason.TOO_BIG
# What an answered page may turn out to be.
WALLS = ("bot-check", "not-found", "server-error", "script-shell", "host-as-title", "empty")
LD = b'<script type="application/ld+json">'
PAGE = b"<!doctype html><title>Cup</title><h1>Cup</h1><p class=price>\xe2\x82\xac 3.00</p>"
SAID = {"@type": "Product", "name": "<script>alert(1)</script>", "image": "javascript:alert(1)"}


def served(page: bytes, picture: bytes = b"", kind: bytes = b"image/png") -> Script:
    def script(shop: RawShop, sock: socket.socket) -> None:
        is_picture = shop.read_request(sock).startswith(b"GET /p.")
        body, of = (picture, kind) if is_picture else (page, b"text/html; charset=utf-8")
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
        shop.send(sock, head % (of, len(body)) + body)

    return script


def shows(address: str) -> bytes:
    return PAGE + f'<meta property="og:image" content="{address}">'.encode()


def leads_inside(port: int) -> dict[str, Kind]:
    """Pictures of a page are addresses like any other: none leads into the house."""
    targets = {
        "a picture in the house": f"http://127.0.0.1:{port}/p.png",
        "a picture at the metadata": "http://169.254.169.254/latest/p.png",
        "a picture by a name of ours": "http://inside.example/p.png",
        "a picture in a file": "file:///etc/p.png",
    }
    return {name: Kind(served(shows(at)), ends(ANSWERED)) for name, at in targets.items()}


PAGES: dict[str, Callable[[], bytes]] = {
    "60,000 boxes in boxes": lambda: b"<div>" * 60_000 + PAGE,
    "100,000 lists in lists": lambda: LD + b"[" * 100_000 + b"</script>" + PAGE,
    "one line of 1.9 MB": lambda: PAGE + b"<p>" + b"a 1 $ " * 310_000,
    "40,000 prices": lambda: PAGE + b'<span class="price">$ 1.00</span>' * 40_000,
    "30,000 properties": lambda: b"<div itemscope itemtype=//schema.org/Product>"
    + b"<i itemprop=price>1</i>" * 30_000
    + PAGE,
    "scripts never closed": lambda: PAGE + b"<script " * 200_000,
    "5,000 scripts of data": lambda: PAGE + (LD + b'{"@type":"Product"}</script>') * 5_000,
    "a class of a megabyte": lambda: b'<h1 class="' + b"price " * 170_000 + b'">$1</h1>',
    "a number of 10,000 digits": lambda: PAGE
    + b'<meta property="product:price:amount" content="'
    + b"9" * 10_000
    + b'">',
    "a graph that goes round": lambda: LD + b'{"@id":"#a","@type":"Product","name":"Cup",'
    b'"offers":{"@id":"#a"}}</script>' + PAGE,
    "script in every field": lambda: LD + json.dumps(SAID).replace("</", "<\\/").encode()
    + b"</script>" + PAGE,
    "random bytes": lambda: bytes(range(256)) * 4_000,
    "nothing but NULs": lambda: b"\0" * 500_000,
    "UTF-16": lambda: PAGE.decode().encode("utf-16"),
    "entities in entities": lambda: PAGE + b"&amp;" * 300_000,
    "20,000 pictures": lambda: PAGE + b"<img src=/x.jpg alt=Cup>" * 20_000,
    "many addresses": lambda: PAGE + b'<a href="http://[::1">$ 1</a>' * 30_000,
    "8,000 variants": lambda: LD
    + json.dumps(
        {"@type": "ProductGroup", "name": "Cup", "hasVariant": [{"@type": "Product"}] * 8_000}
    ).encode()
    + b"</script>",
}  # fmt: skip
FILES = (
    "tiff saying 4 gigapixels",
    "ico with a bomb of a png",
    "png of negative size",
    "webp of 10,000 frames",
    "png whose pixels unpack to 200 MB",
    "svg, packed",
    "php behind gif",
    "program",
)


def things(port: int) -> dict[str, Kind]:
    read_or_not = ends(ANSWERED, BIG, Reason.WRONG_TYPE, *WALLS)
    pages = {name: Kind(served(make()), read_or_not) for name, make in PAGES.items()}
    made = pictures()
    files = {
        f"picture: {name}": Kind(served(shows("/p.png"), made[name][0]()), ends(ANSWERED))
        for name in FILES
    }
    files["picture: 11 MB"] = Kind(served(shows("/p.png"), bytes(11 << 20)), ends(ANSWERED))
    return leads_inside(port) | pages | files
