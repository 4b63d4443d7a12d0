"""A web address, read once: what was checked is what is asked."""

from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from community.core.outbound.errors import OutboundError, Reason

MAX_LENGTH = 4096
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_")
_CLOSED_ENDINGS = frozenset(
    ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "onion")
)


@dataclass(frozen=True)
class WebAddress:
    """host: lower-case ASCII name, or an IP without brackets; target: path and query, ASCII."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_literal(self) -> bool:
        return _literal_or_none(self.host) is not None

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.target}"

    def leading_to(self, location: str) -> "WebAddress":
        """The next hop. Once on https we stay there: a hop to http is asked by https."""
        try:
            there = parse(urljoin(self.url, location))
        except ValueError:
            raise OutboundError(Reason.REFUSED) from None
        if self.scheme == "https" and there.scheme == "http":
            port = 443 if there.port == 80 else there.port
            return replace(there, scheme="https", port=port)
        return there


def parse(url: str) -> WebAddress:
    url = url.strip(" \t\r\n")
    try:
        return _read(_split(url))
    except ValueError:
        raise OutboundError(Reason.REFUSED) from None


def _split(url: str) -> SplitResult:
    # urlsplit drops tabs and line ends, and servers disagree about backslashes.
    if len(url) > MAX_LENGTH or "\\" in url or any(ord(c) < 32 or ord(c) == 127 for c in url):
        raise ValueError(url)
    parts = urlsplit(url)
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc:
        raise ValueError(url)
    return parts


def _read(parts: SplitResult) -> WebAddress:
    port = _DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
    target = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]-._")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:=&~+!$,;'@()*[]-._|{}^`")
    return WebAddress(parts.scheme, _read_host(parts), port, target)


def _read_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if parts.netloc.startswith("["):
        return _read_v6(parts)
    if len(host) > 253:
        raise ValueError(host)
    if not host.isascii():
        host = idna.encode(host, uts46=True).decode("ascii").lower().removesuffix(".")
    return host if _literal_or_none(host) else _checked_name(host)


def _read_v6(parts: SplitResult) -> str:
    inside, _, rest = parts.netloc[1:].partition("]")
    if "%" in inside or not (rest == "" or rest.startswith(":")):
        raise ValueError(inside)
    return str(IPv6Address(inside))


def _checked_name(host: str) -> str:
    labels = host.split(".")
    # A last label with a digit in front is another spelling of an IPv4 address: 127.1, 0x7f.1.
    if len(labels) < 2 or labels[-1][:1].isdigit() or labels[-1] in _CLOSED_ENDINGS:
        raise ValueError(host)
    if not all(0 < len(label) <= 63 and _NAME_CHARACTERS.issuperset(label) for label in labels):
        raise ValueError(host)
    return host


def _literal_or_none(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
