"""From a host's name to the endpoints behind it."""

import socket
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from threading import Thread

from community.core.outbound.budget import Deadline, Slots
from community.core.outbound.errors import OutboundError, Reason

Endpoint = tuple[str, int]
Resolve = Callable[[str, int], Iterable[Endpoint]]


def system_resolve(host: str, port: int) -> list[Endpoint]:
    # The closing dot keeps the system's search domains, and odd spellings of numbers, out of it.
    name = host if ":" in host or host[-1:].isdigit() else f"{host}."
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((str(where[0]), int(where[1])) for *_, where in found))


class Lookups:
    """The system's resolver cannot be interrupted, so it runs beside us and may be left behind."""

    def __init__(self, resolve: Resolve, limit: int) -> None:
        self._resolve = resolve
        self._slots = Slots(limit)

    def endpoints(self, host: str, port: int, deadline: Deadline) -> tuple[Endpoint, ...]:
        found: Future[tuple[Endpoint, ...]] = Future()
        asking = Thread(target=self._look_up, args=(found, host, port, deadline), daemon=True)
        try:
            asking.start()
            return found.result(deadline.left())
        except OutboundError:
            raise
        except Exception:
            raise OutboundError(Reason.UNREACHABLE) from None

    def _look_up(
        self, found: Future[tuple[Endpoint, ...]], host: str, port: int, deadline: Deadline
    ) -> None:
        try:
            with self._slots.held("", deadline):
                found.set_result(tuple(self._resolve(host, port)))
        except Exception as error:
            found.set_exception(error)
