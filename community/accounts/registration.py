"""What accounts hear."""

from community.accounts.events import SessionsEnded
from community.accounts.models import Account
from community.core.events import subscribe
from community.core.live import recheck
from community.extensions import db


def register() -> None:
    from community.accounts import jobs  # noqa: F401  (its jobs enter the worker's minute)

    subscribe(SessionsEnded, _cut_sockets, name="cut-sockets")


def _cut_sockets(fact: SessionsEnded) -> None:
    account = db.session.get(Account, fact.account_id)
    recheck([account.profile.id] if account else ())
