"""What accounts hear."""

from community.accounts.events import SessionsEnded
from community.core.events import subscribe
from community.core.live import recheck


def register() -> None:
    from community.accounts import jobs  # noqa: F401  (its jobs enter the worker's minute)

    subscribe(SessionsEnded, lambda fact: recheck(), name="cut-sockets")
