"""One question and its answer over a wire."""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPConnection, HTTPException, HTTPResponse
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar, cast

from community.core.outbound.errors import OutboundError, Reason
from community.core.outbound.web_address import WebAddress
from community.core.outbound.wire import Wire

T = TypeVar("T")
# Takes a chunk as it travelled and how much may come out of it.
Unpack = Callable[[bytes, int], Iterator[bytes]]
_CHUNK = 64 * 1024
# What a shop has sent so far waits in a file beyond this: many may hold back their last byte.
_HELD = 256 * 1024
_GZIP = 16 + zlib.MAX_WBITS
# The standard library splits a header of 60 kB for two seconds.
_LONGEST_KIND = 300
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s\"';]+)", re.IGNORECASE)


class Reply:
    """Status and headers are in; the body waits until somebody wants it."""

    def __init__(self, response: HTTPResponse, wire: Wire) -> None:
        self._response = response
        self._wire = wire
        self.status = response.status
        self.content_type, self.charset = _kind_of(response.headers.get("content-type", ""))

    @property
    def location(self) -> str:
        # Header bytes arrive as latin-1; shops write UTF-8 into them.
        raw = self._response.headers.get("location", "")
        return raw.encode("latin-1", "replace").decode("utf-8", "replace")

    def read(self, max_bytes: int) -> bytes:
        """max_bytes counts what comes out of the packing, not what travels."""
        if (self._response.length or 0) > max_bytes:
            raise OutboundError(Reason.TOO_BIG)
        unpack = self._unpacker()
        self._wire.allow_more(max_bytes + _CHUNK)
        with SpooledTemporaryFile(_HELD) as body:
            while chunk := _quietly(lambda: self._response.read(_CHUNK)):
                _quietly(_write, body, unpack(chunk, max_bytes - body.tell()))
            body.seek(0)
            return body.read()

    def _unpacker(self) -> Unpack:
        encoding = self._response.headers.get("content-encoding", "identity").strip().lower()
        if encoding in ("gzip", "x-gzip"):
            return _from_gzip(zlib.decompressobj(_GZIP))
        if encoding in ("identity", ""):
            return lambda chunk, room: _bounded([chunk], room)
        raise OutboundError(Reason.WRONG_TYPE)


def _write(body: IO[bytes], pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        body.write(piece)


def _bounded(pieces: Iterable[bytes], room: int) -> Iterator[bytes]:
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            raise OutboundError(Reason.TOO_BIG)
        yield piece


def _from_gzip(parcel: Any) -> Unpack:
    """Little by little: 64 kB can hold 64 MB. What lies behind the parcel is left there."""

    def pieces(chunk: bytes) -> Iterator[bytes]:
        piece = b""
        while not parcel.eof and (chunk or len(piece) == _CHUNK):
            piece = parcel.decompress(chunk, _CHUNK)
            chunk = parcel.unconsumed_tail
            yield piece

    return lambda chunk, room: _bounded(pieces(chunk), room)


def _kind_of(header: str) -> tuple[str, str]:
    """Content type in lower case and charset, each empty where it is not named."""
    header = header[:_LONGEST_KIND]
    charset = _CHARSET.search(header)
    return header.partition(";")[0].strip().lower(), charset.group(1) if charset else ""


def ask(wire: Wire, address: WebAddress, headers: dict[str, str]) -> Reply:
    connection = HTTPConnection(address.host)
    connection.sock = cast(Any, wire)
    return Reply(_quietly(_ask, connection, address, headers), wire)


def _ask(connection: HTTPConnection, address: WebAddress, headers: dict[str, str]) -> HTTPResponse:
    connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", address.authority)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def _quietly(do: Callable[..., T], *arguments: Any) -> T:
    try:
        return do(*arguments)
    except (OSError, HTTPException, ValueError, zlib.error):
        raise OutboundError(Reason.UNREACHABLE) from None
