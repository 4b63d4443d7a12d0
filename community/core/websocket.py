"""Cures for the websocket library below Flask-SocketIO, each with a test that fails without it.

simple-websocket 1.1.0 calls `send` once and ignores a short write, which corrupts the stream for
slow readers under gevent; it reads as fast as a client floods; and it always accepts
permessage-deflate, which costs 100 kB a browser. Import this module before Flask-SocketIO serves.
"""

from __future__ import annotations

import time
from contextlib import suppress
from socket import SHUT_RDWR
from threading import Lock, RLock
from typing import Any

import simple_websocket.ws as websocket


class SafeSocket:
    """A socket that writes whole, one writer at a time, and reads within a budget."""

    RATE = 4096  # bytes a second
    BURST = 65_536  # bytes

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._lock = RLock()
        self._budget: float = self.BURST
        self._at = time.monotonic()

    def send(self, data: bytes) -> int:
        with self._lock:
            self._sock.sendall(data)
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
