"""The guard: every endpoint behind an address must be a public one."""

from collections.abc import Callable
from dataclasses import dataclass

from community.core.outbound.addresses import is_public_address
from community.core.outbound.budget import Deadline
from community.core.outbound.errors import OutboundError, Reason
from community.core.outbound.resolver import Endpoint, Lookups
from community.core.outbound.web_address import WebAddress

Allow = Callable[[str, str, int], bool]


@dataclass(frozen=True)
class VettedUrl:
    """An address and the only endpoints that may be dialled for it."""

    address: WebAddress
    endpoints: tuple[Endpoint, ...]

    @property
    def url(self) -> str:
        return self.address.url

    @property
    def host(self) -> str:
        return self.address.host


class Guard:
    def __init__(self, lookups: Lookups, ports: frozenset[int], allow: Allow) -> None:
        self._lookups = lookups
        self._ports = ports
        self._allow = allow

    def vet(self, address: WebAddress, deadline: Deadline) -> VettedUrl:
        if address.port not in self._ports:
            raise OutboundError(Reason.REFUSED)
        endpoints = self._lookups.endpoints(address.host, address.port, deadline)
        if not endpoints or not all(self._may_dial(address.host, *spot) for spot in endpoints):
            # A name answers as if it did not exist: whether our network knows it is our secret.
            raise OutboundError(Reason.REFUSED if address.is_literal else Reason.UNREACHABLE)
        return VettedUrl(address, endpoints)

    def _may_dial(self, host: str, ip: str, port: int) -> bool:
        is_open = is_public_address(ip) and port in self._ports
        return is_open or self._allow(host, ip, port)
