"""Shops that lead a visitor astray: by where they send them, and by what their names resolve to."""

from __future__ import annotations

import socket

from community.core.outbound import Reason
from tests.core.outbound.raw import RawShop, Script
from tests.core.outbound.zoo import BOMB, ZIPPED, says
from tests.drills.hostile.street import Endpoint, Kind, ends

LOST, SLOW, BIG = Reason.UNREACHABLE, Reason.TOO_SLOW, Reason.TOO_BIG
LOOP, CLOSED = Reason.TOO_MANY_REDIRECTS, Reason.REFUSED
METADATA = "/latest/meta-data/iam/"


def moved(location: str, *, status: int = 302, headers: bytes = b"") -> bytes:
    line = f"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\n".encode()
    return line + headers + b"Connection: close\r\n\r\n"


def leads(location: str, **how: object) -> Script:
    return says(moved(location, **how))  # type: ignore[arg-type]


def counting(shop: RawShop, sock: socket.socket) -> None:
    """A chain without end, no two hops alike."""
    shop.read_request(sock)
    shop.send(sock, moved(f"/{shop.visitors}?{'x' * shop.visitors}"))


def dawdling(shop: RawShop, sock: socket.socket) -> None:
    shop.read_request(sock)
    shop.closing.wait(0.9)
    shop.send(sock, moved("/again"))


ENDLESS = {
    "leads to itself": (leads("/cup"), ends(LOOP)),
    "leads on and on": (counting, ends(LOOP)),
    "leads on and on, slowly": (dawdling, ends(LOOP, SLOW)),
    "leads on by 301": (leads("/cup", status=301), ends(LOOP)),
    "leads on by 307": (leads("/../%2e/cup", status=307), ends(LOOP)),
    "leads on by 308": (leads("?", status=308), ends(LOOP)),
    "leads to 60 kB": (leads("/" + "a" * 60_000), ends(CLOSED)),
    "leads to two places": (leads("/a", headers=b"Location: http://127.0.0.1/\r\n"), ends(LOOP)),
    "pours a body behind its lead": (says(moved("/cup"), pours=b"<p>" * 999), ends(LOOP)),
    "hides a bomb behind its lead": (
        says(moved("/cup", headers=ZIPPED[:-2]), once=BOMB),
        ends(LOOP),
    ),
    "leads on with a cookie of 60 kB": (
        leads("/cup", headers=b"Set-Cookie: a=" + b"b" * 60_000 + b"\r\n"),
        ends(LOOP),
    ),
    "leads on with a type of 60 kB": (
        leads("/cup", headers=b'Content-Type: a/b; c="' + b";" * 60_000 + b"\r\n"),
        ends(LOOP),
    ),
}  # fmt: skip


PLACES = (
    "http://127.0.0.1/",
    "//127.0.0.1/",
    "http://[fe80::1%25lo]/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://100.100.100.200/latest/",
    "http://k0.shop.example:22/",
    "http://k0.shop.example:6379/",
    "http://user:word@k0.shop.example/",
    "http://k0.shop.example@127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "file:///etc/hostname",
    "gopher://127.0.0.1:6379/_PING",
    "javascript:alert(1)",
    "data:text/html,<h1>Cup</h1>",
    "ftp://127.0.0.1/",
    "http://inside.example\tx/",
    "http://①②⑦.⓪.⓪.①/",
    "http://k0.shop.example\0.inside.example/",
    "//[",
)


def forbidden(inside: int) -> dict[str, str]:
    """Where a shop must not send anybody: name of the kind -> Location."""
    here = "127.0.0.1 127.1 2130706433 0x7f.1 0177.0.0.1 0 localhost [::1] [::ffff:127.0.0.1]"
    places = [f"http://{host}:{inside}/" for host in (*here.split(), "[::ffff:7f00:1]")]
    clouds = "169.254.169.254 0xa9fea9fe [::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] [fd00:ec2::254]"
    places += [f"http://{host}{METADATA}" for host in clouds.split()]
    return {f"leads to {place!r}": place for place in (*places, *PLACES)}


def looking_up(*words: str) -> Kind:
    """A name that resolves to these words, beside its own server where `own` is among them."""
    script = says(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", once=b"<h1>Cup</h1>")

    def lookups(own: Endpoint, inside: Endpoint) -> list[list[Endpoint]]:
        known = {"own": own, "inside": inside, "dead": (own[0], 1)}
        return [[known.get(word, (word, 80)) for word in words]]

    return Kind(script, ends(LOST), lookups=lookups)


ASTRAY = {
    "resolves to us": looking_up("inside"),
    "resolves to itself and to us": looking_up("own", "inside"),
    "resolves to metadata": looking_up("169.254.169.254"),
    "resolves to a public place and to metadata": looking_up("93.184.216.34", "169.254.169.254"),
    "resolves to metadata in IPv6": looking_up("::ffff:169.254.169.254"),
    "resolves to metadata by NAT64": looking_up("64:ff9b::a9fe:a9fe"),
    "resolves to nowhere": looking_up(),
    "resolves to nonsense": looking_up("own", "no address"),
    "resolves to 5,000 places, the last of them ours": looking_up(*["own"] * 4999, "inside"),
    "rebinds between two hops": Kind(
        leads("/next"),
        ends(LOST),
        lookups=lambda own, inside: [[own], [inside]],
    ),
    "rebinds at the fifth hop": Kind(
        counting,
        ends(LOST),
        lookups=lambda own, inside: [*([[own]] * 5), [inside]],
    ),
    "leads to a name that is ours": Kind(leads("http://inside.example/"), ends(LOST)),
    "has a full door": Kind(says(b""), ends(LOST, SLOW), seen_from_afar=True),
}


def led(inside: int) -> dict[str, Kind]:
    astray = {
        name: Kind(leads(place), ends(CLOSED, LOST)) for name, place in forbidden(inside).items()
    }
    endless = {name: Kind(script, may) for name, (script, may) in ENDLESS.items()}
    return endless | astray | ASTRAY
