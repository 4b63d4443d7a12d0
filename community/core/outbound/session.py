"""Asking shops for pages and pictures."""

import ssl
from collections.abc import Callable, Iterator, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus

import certifi

from community.core.metrics import FETCHES
from community.core.outbound.answer import Answer
from community.core.outbound.budget import Deadline, Slots
from community.core.outbound.errors import OutboundError, Reason
from community.core.outbound.exchange import Reply, ask
from community.core.outbound.resolver import Lookups, Resolve, system_resolve
from community.core.outbound.vetting import Allow, Guard, VettedUrl
from community.core.outbound.web_address import WebAddress, parse
from community.core.outbound.wire import Wire, dial

MAX_REDIRECTS = 5
MAX_HEADERS = 64 * 1024
USER_AGENT = "Posy/0.1 (link preview for a member)"
_PAGE_TYPES = frozenset(
    ("text/html", "application/xhtml+xml", "application/json", "application/ld+json")
)
_PROOF_TYPES = frozenset(("text/plain", "text/html", "application/xhtml+xml"))
# Servers name feeds in many ways; what it is, its first characters say.
_FEED_TYPES = frozenset(
    [
        "text/xml",
        "application/xml",
        "application/rss+xml",
        "application/atom+xml",
        "text/csv",
        "application/csv",
        "text/tab-separated-values",
        "text/plain",
        "application/json",
        "application/octet-stream",
    ]
)
MOST_OF_PROOF = 2 * 1024 * 1024
_PAGE_ACCEPT = "text/html, application/xhtml+xml, application/ld+json;q=0.9, application/json;q=0.8"
_LEADS_ON = frozenset((301, 302, 303, 307, 308))
_STATUS_REASONS: dict[int, Reason] = {
    HTTPStatus.UNAUTHORIZED: Reason.DECLINED,
    HTTPStatus.FORBIDDEN: Reason.DECLINED,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: Reason.DECLINED,
    HTTPStatus.TOO_MANY_REQUESTS: Reason.BUSY,
    HTTPStatus.SERVICE_UNAVAILABLE: Reason.BUSY,
}


@dataclass(frozen=True)
class Wanted:
    accept: str
    max_bytes: int
    is_wanted: Callable[[str], bool]
    stays: bool = False  # on the host that was asked
    seconds: float = 0.0  # when it may take longer than others


class Outbound:
    def __init__(
        self,
        *,
        resolve: Resolve = system_resolve,
        allow: Set[tuple[str, str, int]] | Allow = frozenset(),
        ports: Set[int] = frozenset((80, 443)),
        ca: str | None = None,
        user_agent: str = USER_AGENT,
        max_page_bytes: int = 6 * 1024 * 1024,
        max_image_bytes: int = 10 * 1024 * 1024,
        max_feed_bytes: int = 20 * 1024 * 1024,
        deadline: float = 10.0,
        connect: float = 3.0,
        per_host: int = 4,
        total: int = 16,
    ) -> None:
        """allow: (host, ip, port) endpoints to dial although they are not public; ca: a file of
        certificates to trust instead of the public ones; deadline, connect: seconds."""
        self._guard = Guard(Lookups(resolve, total), frozenset(ports), _as_question(allow))
        self._ca = ca
        self._user_agent = user_agent
        self._page = Wanted(_PAGE_ACCEPT, max_page_bytes, _PAGE_TYPES.__contains__)
        self._image = Wanted("image/*", max_image_bytes, lambda kind: kind.startswith("image/"))
        self._proof = Wanted(
            "text/plain, text/html", MOST_OF_PROOF, _PROOF_TYPES.__contains__, True
        )
        self._feed = Wanted("*/*", max_feed_bytes, lambda kind: kind in _FEED_TYPES, False, 30.0)
        self._deadline = deadline
        self._connect = connect
        self._hosts = Slots(per_host)
        self._all = Slots(total)

    def get_page(self, url: str) -> Answer:
        return self._get(url, self._page)

    def get_image(self, url: str) -> Answer:
        return self._get(url, self._image)

    def get_proof(self, url: str) -> Answer:
        """A small text or a page from that very host, wherever else it would lead on to."""
        return self._get(url, self._proof)

    def get_feed(self, url: str) -> Answer:
        return self._get(url, self._feed)

    def vet(self, url: str) -> VettedUrl:
        return self._guard.vet(parse(url), Deadline(self._deadline))

    def _get(self, url: str, wanted: Wanted) -> Answer:
        with _counted():
            return self._follow(url, wanted)

    def _follow(self, url: str, wanted: Wanted) -> Answer:
        deadline = Deadline(wanted.seconds or self._deadline)
        address = parse(url)
        host = address.host
        for _ in range(MAX_REDIRECTS + 1):
            found = self._step(address, wanted, deadline)
            if isinstance(found, Answer):
                return found
            if wanted.stays and found.host != host:
                raise OutboundError(Reason.REFUSED)
            address = found
        raise OutboundError(Reason.TOO_MANY_REDIRECTS)

    def _step(self, address: WebAddress, wanted: Wanted, deadline: Deadline) -> Answer | WebAddress:
        # The host's slot first: those who wait for one slow shop must not hold up the others.
        with self._hosts.held(address.host, deadline), self._all.held("", deadline):
            vetted = self._guard.vet(address, deadline)
            sock = dial(vetted.endpoints, min(self._connect, deadline.left()))
            with closing(sock), Wire(sock, deadline, MAX_HEADERS) as wire:
                return self._ask(wire, address, wanted)

    def _ask(self, wire: Wire, address: WebAddress, wanted: Wanted) -> Answer | WebAddress:
        if address.scheme == "https":
            wire.secure(self._tls, address.host)
        return _next_or_answer(address, ask(wire, address, self._headers(wanted)), wanted)

    def _headers(self, wanted: Wanted) -> dict[str, str]:
        return {
            "User-Agent": self._user_agent,
            "Accept": wanted.accept,
            "Accept-Language": "en, *;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self._ca or certifi.where())


@contextmanager
def _counted() -> Iterator[None]:
    outcome = "failed"
    try:
        yield
        outcome = "answered"
    except OutboundError as error:
        outcome = error.reason.value
        raise
    finally:
        FETCHES.labels(outcome).inc()


def _as_question(allow: Set[tuple[str, str, int]] | Allow) -> Allow:
    return allow if callable(allow) else lambda host, ip, port: (host, ip, port) in allow


def _next_or_answer(address: WebAddress, reply: Reply, wanted: Wanted) -> Answer | WebAddress:
    if reply.status in _LEADS_ON and reply.location:
        return address.leading_to(reply.location)
    if not 200 <= reply.status < 300:
        raise OutboundError(_STATUS_REASONS.get(reply.status, Reason.UNREACHABLE))
    if not wanted.is_wanted(reply.content_type):
        raise OutboundError(Reason.WRONG_TYPE)
    body = reply.read(wanted.max_bytes)
    return Answer(address.url, reply.status, reply.content_type, body, reply.charset)
