"""A shopping street on loopback: any host names, real HTTP, real TLS.

    with LoopbackShop({"https://www.shop.example/x": ("text/html", b"<h1>Cup</h1>")}) as shop:
        outbound = Outbound(resolve=shop.resolve, allow=shop.allow, ca=shop.ca)

Outbound's guard stays as it is; the shop gives it endpoints and the leave to dial them.
"""

import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
Page = tuple[str, bytes]


@dataclass(frozen=True)
class Visit:
    """url as asked for, whole; header names in lower case."""

    url: str
    headers: Mapping[str, str]


@dataclass
class LoopbackShop:
    """pages: whole URL -> (content type, body); redirects: whole URL -> Location;
    statuses: whole URL -> status for its page; packed: whole URLs whose body is gzip;
    slowness: seconds before each answer."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    packed: Set[str] = frozenset()
    slowness: float = 0.0
    visits: list[Visit] = field(default_factory=list)
    most_at_once: int = 0
    ca: str | None = None

    def __enter__(self) -> "LoopbackShop":
        self._inside = 0
        self._lock = Lock()
        self._folder = Path(tempfile.mkdtemp(prefix="shop-"))
        self._servers = {80: self._serve("http")}
        if any(url.startswith("https:") for url in self._urls()):
            self._servers[443] = self._serve("https")
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()
        shutil.rmtree(self._folder)

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(url).hostname or "" for url in self._urls()}

    @property
    def endpoints(self) -> set[tuple[str, int]]:
        return {(LOOPBACK, server.server_port) for server in self._servers.values()}

    @property
    def allow(self) -> frozenset[tuple[str, str, int]]:
        return frozenset((host, *spot) for host in self.hosts for spot in self.endpoints)

    def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        if host not in self.hosts or port not in self._servers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name on this street")
        return [(LOOPBACK, self._servers[port].server_port)]

    def _urls(self) -> list[str]:
        return [*self.pages, *self.redirects]

    def _serve(self, scheme: str) -> ThreadingHTTPServer:
        server = _Street((LOOPBACK, 0), _handler(self, scheme))
        if scheme == "https":
            self.ca, context = certified(self._folder, self.hosts)
            server.socket = context.wrap_socket(
                server.socket, server_side=True, do_handshake_on_connect=False
            )
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    def wait_on(self, visit: Visit) -> None:
        """Over before the reply begins: a visitor who has their page no longer counts."""
        with self._lock:
            self.visits.append(visit)
            self._inside += 1
            self.most_at_once = max(self.most_at_once, self._inside)
        time.sleep(self.slowness)
        with self._lock:
            self._inside -= 1


class _Street(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who hangs up early is no news."""


def _handler(shop: LoopbackShop, scheme: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = f"{scheme}://{self.headers['Host']}{self.path}"
            shop.wait_on(Visit(url, {name.lower(): text for name, text in self.headers.items()}))
            self._reply(url)

        def _reply(self, url: str) -> None:
            if url in shop.redirects:
                return self._send(302, {"Location": shop.redirects[url]}, b"")
            kind, body = shop.pages.get(url, ("text/html", b"<h1>Not here</h1>"))
            status = shop.statuses.get(url, 200 if url in shop.pages else 404)
            headers = {"Content-Encoding": "gzip"} if url in shop.packed else {}
            return self._send(status, {"Content-Type": kind, **headers}, body)

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, text in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, text)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Visits are kept in shop.visits."""

    return Handler


def certified(folder: Path, hosts: set[str]) -> tuple[str, ssl.SSLContext]:
    """An authority made for this one street, and a certificate of its for all the hosts."""
    authority = folder / "ca.pem"
    _openssl(folder, "ca", "/CN=A street", "basicConstraints=critical,CA:TRUE", [])
    names = ",".join(f"DNS:{host}" for host in sorted(hosts))
    signed = ["-CA", str(authority), "-CAkey", str(folder / "ca.key")]
    _openssl(folder, "shop", "/CN=A shop", f"subjectAltName={names}", signed)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "shop.pem", folder / "shop.key")
    return str(authority), context


def _openssl(folder: Path, name: str, subject: str, extension: str, signed: list[str]) -> None:
    usage = "critical,digitalSignature" if signed else "critical,keyCertSign"
    settings = folder / "openssl.cnf"
    settings.write_text("[req]\ndistinguished_name = dn\n[dn]\n")
    command = ["openssl", "req", "-x509", "-config", str(settings), "-subj", subject, "-days", "2"]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", *signed]
    command += ["-keyout", str(folder / f"{name}.key"), "-out", str(folder / f"{name}.pem")]
    command += ["-addext", extension, "-addext", f"keyUsage={usage}"]
    subprocess.run(command, check=True, capture_output=True)
