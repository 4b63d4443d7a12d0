"""What accounts hear."""

from community.accounts.events import SessionsEnded
from community.accounts.models import Account, AccountSession, MailToken, Profile, SignUp
from community.core import cache
from community.core.events import subscribe
from community.core.images.models import Picture
from community.core.live import recheck
from community.extensions import db


def register() -> None:
    from community.accounts import jobs  # noqa: F401  (its jobs enter the worker's minute)

    cache.unseen(AccountSession, MailToken, SignUp)
    cache.may_lag(Profile, "followed_count", "follower_count")
    cache.may_lag(Picture)
    subscribe(SessionsEnded, _cut_sockets, name="cut-sockets")


def _cut_sockets(fact: SessionsEnded) -> None:
    account = db.session.get(Account, fact.account_id)
    recheck([account.profile.id] if account else ())
