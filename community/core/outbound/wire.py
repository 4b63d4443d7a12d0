"""One connection: to a vetted endpoint, for so long, for so many bytes."""

import io
import socket
import ssl
import time
from contextlib import suppress
from threading import Timer
from types import TracebackType
from typing import Any

from community.core.outbound.budget import Deadline
from community.core.outbound.errors import OutboundError, Reason
from community.core.outbound.resolver import Endpoint

_MAX_TRIES = 4


def dial(endpoints: tuple[Endpoint, ...], seconds: float) -> socket.socket:
    """The first endpoint that answers. Failing takes the whole span, whatever the cause:
    a closed and a filtered port must look alike."""
    end = time.monotonic() + seconds
    tries = endpoints[:_MAX_TRIES]
    for number, endpoint in enumerate(tries):
        try:
            return _connect(endpoint, (end - time.monotonic()) / (len(tries) - number))
        except OSError:
            continue
    time.sleep(max(0.0, end - time.monotonic()))
    raise OutboundError(Reason.UNREACHABLE)


def _connect(endpoint: Endpoint, seconds: float) -> socket.socket:
    family = socket.AF_INET6 if ":" in endpoint[0] else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(max(0.01, seconds))
        sock.connect(endpoint)
    except BaseException:
        sock.close()
        raise
    return sock


class Wire:
    """A socket with an alarm: when time is up the line is cut, whoever is waiting on it.

    A socket's own timeout starts anew with every byte, so a dripping server could hold it for
    ever. The cut goes through a duplicate, which stays valid while TLS owns the first one.
    """

    def __init__(self, sock: socket.socket, deadline: Deadline, allowance: int) -> None:
        self._sock = sock
        self._deadline = deadline
        self._allowance = allowance
        sock.settimeout(deadline.left())
        self._alarm = Timer(deadline.left(), self._cut)
        self._alarm.daemon = True
        self._twin = sock.dup()
        self._alarm.start()

    def __enter__(self) -> "Wire":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._alarm.cancel()
        self._cut()
        self._sock.close()
        self._twin.close()

    def secure(self, context: ssl.SSLContext, host: str) -> None:
        try:
            self._sock = context.wrap_socket(self._sock, server_hostname=host)
        except (OSError, ValueError):
            self._deadline.left()
            raise OutboundError(Reason.UNREACHABLE) from None

    def allow_more(self, count: int) -> None:
        self._allowance += count

    def sendall(self, data: bytes) -> None:
        self._sock.sendall(data)

    def makefile(self, *_: Any, **__: Any) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self))

    def close(self) -> None:
        """http.client hangs up as soon as the headers are in; the body is still to come."""

    def receive(self, buffer: memoryview) -> int:
        try:
            count = self._sock.recv_into(buffer)
        except OSError:
            self._deadline.left()
            raise
        # A cut line reads like a finished answer.
        self._deadline.left()
        self._allowance -= count
        if self._allowance < 0:
            raise OutboundError(Reason.TOO_BIG)
        return count

    def _cut(self) -> None:
        with suppress(OSError):
            self._twin.shutdown(socket.SHUT_RDWR)


class _Reader(io.RawIOBase):
    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._wire.receive(buffer)
