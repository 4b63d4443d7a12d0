"""A street of hostile shops on loopback, each with a name and a server of its own.

A visitor learns the way by `directions`: what each name resolves to, look by look, and which
endpoints may be dialled although they are not public. Nothing of the guard is switched off.
"""

from __future__ import annotations

import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from community.core.outbound import Reason
from tests.core.outbound.raw import RawShop, Script
from tests.drills.hostile.visitor import SECRET
from tests.shop import LOOPBACK, certified

Endpoint = tuple[str, int]
ANSWERED = "answered"


@dataclass(frozen=True)
class Kind:
    """may: how a visit may end; url: {host} is its name; lookups: what the name resolves to, one
    list a look, the last one for ever."""

    script: Script
    may: frozenset[str]
    url: str = "http://{host}/cup"
    lookups: Callable[[Endpoint, Endpoint], list[list[Endpoint]]] = lambda own, inside: [[own]]
    seen_from_afar: bool = False  # it takes in nobody: a full or a closed port


def ends(*how: Reason | str) -> frozenset[str]:
    return frozenset(each.value if isinstance(each, Reason) else each for each in how)


@dataclass(frozen=True)
class Papers:
    """TLS contexts of servers: good, made by nobody's authority, out of date."""

    ca: str
    good: ssl.SSLContext
    foreign: ssl.SSLContext
    stale: ssl.SSLContext


class Street:
    def __init__(self, kinds: Callable[[int, Papers], dict[str, Kind]]) -> None:
        self._kinds = kinds
        self._shops: dict[str, tuple[Kind, RawShop]] = {}

    def __enter__(self) -> Street:
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.inside = self._stack.enter_context(RawShop(_welcome))
        self.papers = papers(folder)
        for name, kind in self._kinds(self.inside.port, self.papers).items():
            self._shops[name] = (kind, self._open(kind))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def __len__(self) -> int:
        return len(self._shops)

    @property
    def kinds(self) -> dict[str, Kind]:
        return {name: kind for name, (kind, _) in self._shops.items()}

    @property
    def visited(self) -> set[str]:
        return {name for name, (kind, shop) in self._shops.items() if shop.visitors}

    def directions(self) -> dict[str, Any]:
        inside = (LOOPBACK, self.inside.port)
        way: dict[str, Any] = {"ca": self.papers.ca, "urls": {}, "lookups": {}, "allow": []}
        way["lookups"]["inside.example"] = [[inside]]
        for number, (name, (kind, shop)) in enumerate(self._shops.items()):
            url, own = kind.url.format(host=f"k{number}.shop.example"), (LOOPBACK, shop.port)
            way["urls"][name], host = url, urlsplit(url).hostname or ""
            way["lookups"][host] = kind.lookups(own, inside)
            way["allow"].append((host, *own))
        return way

    def _open(self, kind: Kind) -> RawShop:
        shop = self._stack.enter_context(RawShop(kind.script))
        if kind.seen_from_afar:
            shop.__exit__()
            self._stack.callback(_fill(shop.port))
        return shop


def _welcome(shop: RawShop, sock: socket.socket) -> None:
    shop.read_request(sock)
    shop.send(sock, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + SECRET)


def _fill(port: int) -> Callable[[], None]:
    """A full backlog drops what comes next, as a firewall does."""
    server = socket.create_server((LOOPBACK, port), backlog=0)
    crowd = [socket.socket() for _ in range(4)]
    for sock in crowd:
        sock.setblocking(False)
        sock.connect_ex(server.getsockname())
    time.sleep(0.05)

    def close() -> None:
        for sock in (server, *crowd):
            sock.close()

    return close


def papers(folder: Path) -> Papers:
    mine, others = folder / "mine", folder / "others"
    mine.mkdir()
    others.mkdir()
    ca, good = certified(mine, {"*.shop.example"})
    _, foreign = certified(others, {"*.shop.example"})
    return Papers(ca, good, foreign, _out_of_date(mine))


def _out_of_date(folder: Path) -> ssl.SSLContext:
    (folder / "names").write_text("subjectAltName=DNS:*.shop.example\n")
    for command in (
        "req -new -config openssl.cnf -key shop.key -subj /CN=Shop -out old.csr",
        "x509 -req -in old.csr -CA ca.pem -CAkey ca.key -days -1 -extfile names -out old.pem",
    ):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "old.pem", folder / "shop.key")
    return context
