"""A server on loopback that says whatever a script writes into its sockets."""

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from community.core.outbound import Outbound, OutboundError, Reason
from tests.shop import LOOPBACK

Script = Callable[["RawShop", socket.socket], None]


class RawShop:
    def __init__(self, script: Script) -> None:
        self._script = script
        self.requests: list[bytes] = []
        self.visitors = 0
        self.sent = 0
        self.closing = Event()

    def __enter__(self) -> "RawShop":
        self._server = socket.create_server((LOOPBACK, 0), backlog=64)
        self.port = self._server.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                sock, _ = self._server.accept()
                self.visitors += 1
                Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        with suppress(OSError), sock:
            self._script(self, sock)

    def read_request(self, sock: socket.socket) -> bytes:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = sock.recv(4096)
            if not piece:
                break
            request += piece
        self.requests.append(request)
        return request

    def send(self, sock: socket.socket, data: bytes) -> None:
        sock.sendall(data)
        self.sent += len(data)

    def drip(self, sock: socket.socket, data: bytes, pause: float = 0.1) -> None:
        for number in range(len(data)):
            if self.closing.wait(pause):
                return
            self.send(sock, data[number : number + 1])

    def pour(self, sock: socket.socket, data: bytes) -> None:
        """For ever, or until the visitor hangs up."""
        while not self.closing.is_set():
            self.send(sock, data)

    def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        return [(LOOPBACK, self.port)]

    def outbound(self, **settings: object) -> Outbound:
        here = (LOOPBACK, self.port)
        return Outbound(
            resolve=self.resolve,
            allow=lambda host, ip, port: (ip, port) == here,
            **settings,  # type: ignore[arg-type]
        )


def reason_of(look: Callable[[str], object], url: str) -> Reason:
    try:
        answer = look(url)
    except OutboundError as error:
        return error.reason
    raise AssertionError(f"{url} was answered: {answer}")
