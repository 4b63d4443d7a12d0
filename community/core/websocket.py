"""Cures for the libraries below Flask-SocketIO, each with a test that fails without it.

simple-websocket 1.1.0 calls `send` once and ignores a short write, which corrupts the stream for
slow readers under gevent; it reads as fast as a client floods; it waits for a reader for ever; and
it always accepts permessage-deflate, which costs 100 kB a browser. engineio keeps whatever a reader
does not take. Import this module before Flask-SocketIO serves.
"""

from __future__ import annotations

import time
from contextlib import suppress
from socket import SHUT_RDWR, SO_LINGER, SOL_SOCKET
from struct import pack
from threading import Lock, RLock, Thread
from typing import Any

import engineio.socket
import simple_websocket.ws as websocket

from community.core import frames


class Guard:
    """Cuts off whoever does not take what they are sent; their page comes back when it can."""

    TAKES_WITHIN = 5.0  # seconds for one message
    ROUND = 1.0  # seconds

    def __init__(self) -> None:
        self._writing: dict[int, tuple[float, Any]] = {}
        self._lock = Lock()
        self._thread: Thread | None = None

    def write(self, sock: Any, data: bytes) -> None:
        self._start()
        self._writing[id(sock)] = (time.monotonic(), sock)
        try:
            sock.sendall(data)
        finally:
            self._writing.pop(id(sock), None)

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = Thread(target=self._go_round, name="socket-guard", daemon=True)
                self._thread.start()

    def _go_round(self) -> None:
        while True:
            time.sleep(self.ROUND)
            late = time.monotonic() - self.TAKES_WITHIN
            for since, sock in list(self._writing.values()):
                if since < late:
                    _drop(sock)


def _drop(sock: Any) -> None:
    """With what it has not taken: the kernel would offer that to it for minutes."""
    with suppress(OSError):
        sock.setsockopt(SOL_SOCKET, SO_LINGER, pack("ii", 1, 0))
        sock.shutdown(SHUT_RDWR)


guard = Guard()


class SafeSocket:
    """A socket that writes whole, one writer at a time, and reads within a budget."""

    RATE = 1024  # bytes a second; a page says a word or two, a flood must not cost the others
    BURST = 16_384  # bytes

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._lock = RLock()
        self._budget: float = self.BURST
        self._at = time.monotonic()

    def send(self, data: bytes) -> int:
        with self._lock:
            guard.write(self._sock, data)
        return len(data)

    def recv(self, size: int) -> bytes:
        now = time.monotonic()
        self._budget = min(self.BURST, self._budget + (now - self._at) * self.RATE)
        self._at = now
        if self._budget < 0:
            time.sleep(-self._budget / self.RATE)
        data: bytes = self._sock.recv(size)
        self._budget -= len(data)
        return data

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


_plain_init = websocket.Base.__init__


def _safe_init(self: Any, sock: Any = None, *args: Any, **kwargs: Any) -> None:
    _plain_init(self, SafeSocket(sock) if sock is not None else None, *args, **kwargs)


websocket.Base.__init__ = _safe_init
frames.use()

MOST_UNTAKEN = 200  # messages that wait for one socket
_plain_send = engineio.socket.Socket.send


def _bounded_send(self: Any, packet: Any) -> None:
    if self.queue.qsize() < MOST_UNTAKEN:
        _plain_send(self, packet)
    elif not self.closing:
        # Not here and now: whoever sends may be in the middle of anything.
        self.server.start_background_task(self.close, wait=False, abort=True)


engineio.socket.Socket.send = _bounded_send


class Doorkeeper:
    """WSGI: no offer to compress frames is heard, and no more than `most` sockets are let in.

    Each holds a thread from its first byte on, also one that never says what it wants.
    """

    def __init__(self, app: Any, most: int) -> None:
        self._app = app
        self._most = most
        self._open: dict[int, Any] = {}
        self._is_closing = False
        self._lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._app(environ, start_response)
        if "HTTP_ORIGIN" not in environ:  # every browser says where its page is from
            start_response("400 Bad Request", [])
            return [b""]
        if not self._enter(environ):
            start_response("503 Service Unavailable", [("Retry-After", "30")])
            return [b""]
        try:
            return self._app(environ, start_response)
        finally:
            self._leave(environ)

    @property
    def open(self) -> int:
        return len(self._open)

    @property
    def most(self) -> int:
        return self._most

    @property
    def is_closing(self) -> bool:
        return self._is_closing

    def close(self) -> None:
        """Let nobody in any more and cut everybody off: the process ends, pages come back."""
        with self._lock:
            self._is_closing = True
            leaving = [sock for sock in self._open.values() if sock]
        for sock in leaving:
            with suppress(OSError):
                sock.shutdown(SHUT_RDWR)

    def _enter(self, environ: dict[str, Any]) -> bool:
        with self._lock:
            has_room = not self._is_closing and len(self._open) < self._most
            if has_room:
                self._open[id(environ)] = environ.get("gunicorn.socket")
        return has_room

    def _leave(self, environ: dict[str, Any]) -> None:
        with self._lock:
            del self._open[id(environ)]
