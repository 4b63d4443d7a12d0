"""One kept page: how it is made of an answer, answered again, and carried through Redis."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

KEPT = 20.0  # seconds
SHARED = 10  # seconds
CACHE_CONTROL = f"public, max-age=0, s-maxage={SHARED}, must-revalidate"
VARY = "Cookie, Accept-Language, Accept-Encoding, HX-Request"
# Anything else an answer says may be about one request alone.
KEPT_HEADERS = frozenset(
    {
        "content-type",
        "content-security-policy",
        "x-content-type-options",
        "x-frame-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "strict-transport-security",
    }
)
Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """`packed` is its HTML, by gzip; `until` is of the clock on the wall, in seconds."""

    headers: Headers
    packed: bytes
    etag: str
    endpoint: str
    tag: str
    version: Hashable
    until: float

    def __len__(self) -> int:
        return len(self.packed) + 1500

    @classmethod
    def of(cls, body: bytes, headers: Headers, **about: Any) -> Page:
        kept = [(name, value) for name, value in headers if name.lower() in KEPT_HEADERS]
        common = [*kept, ("Cache-Control", CACHE_CONTROL), ("Vary", VARY)]
        etag = blake2b(body, digest_size=12).hexdigest()
        packed = gzip.compress(body, 6, mtime=0)
        return cls(common, packed, etag, until=time.time() + KEPT, **about)

    def is_of(self, version: Hashable | None) -> bool:
        return version is not None and self.version == version and time.time() < self.until

    def answer(self, environ: dict[str, Any], start_response: Any) -> tuple[int, Iterable[bytes]]:
        is_packed = takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        etag = f'"{self.etag}-gzip"' if is_packed else f'"{self.etag}"'
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and (etag in asked or asked.strip() == "*"):
            start_response("304 Not Modified", [*self.headers, ("ETag", etag)])
            return 304, []
        body = self.packed if is_packed else gzip.decompress(self.packed)
        headers = [*self.headers, ("ETag", etag), ("Content-Length", str(len(body)))]
        if is_packed:
            headers.append(("Content-Encoding", "gzip"))
        start_response("200 OK", headers)
        return 200, [body]

    def dump(self) -> bytes:
        """A line of JSON, then the packed HTML; the version is for whoever asks for it."""
        about = [self.headers, self.etag, self.endpoint, self.tag, self.until]
        return json.dumps(about).encode() + b"\n" + self.packed

    @classmethod
    def load(cls, text: bytes, version: Hashable) -> Page:
        about, _, packed = text.partition(b"\n")
        headers, etag, endpoint, tag, until = json.loads(about)
        pairs = [(name, value) for name, value in headers]
        return cls(pairs, packed, etag, endpoint, tag, version, until)


def takes_gzip(accepted: str) -> bool:
    """Nobody who says `gzip;q=0` is worth more than a plain answer."""
    return "gzip" in accepted and "q=0" not in accepted.replace("q=0.", "")
