"""The way from a right password to a signed-in browser, and out again."""

from __future__ import annotations

from threading import BoundedSemaphore

from flask import abort, g, request, session
from flask_login import current_user, login_user, logout_user

from community.accounts.models import Account, AccountSession
from community.accounts.passwords import is_password, pretend_to_check
from community.accounts.signed_in import SignedIn
from community.core.db import writing
from community.core.limits import has_room, is_allowed, limit, network_of_request
from community.core.metrics import REFUSED_SIGN_INS
from community.extensions import db

# Parallel guesses may not overtake the count of those before them.
_turns = BoundedSemaphore(4)


def account_for(name: str, password: str) -> Account | None:
    """The account, if that is its password; 429 after too many tries.

    Every try on one account from one network counts; from the network as a whole those that failed,
    so that a household or a school may sign in. Nobody is locked out from elsewhere.
    """
    network = network_of_request()
    limit("sign-in-everywhere")
    limit("sign-in", "account", name.strip().casefold()[:254], network)
    with _turns:
        if not has_room("sign-in", "network", network):
            abort(429)
        account = _checked(Account.by_name(name), password)
        if account is None:
            REFUSED_SIGN_INS.inc()
            is_allowed("sign-in", "network", network)
    return account


def _checked(account: Account | None, password: str) -> Account | None:
    db.session.commit()  # no transaction stays open while the hash is computed
    if account is None:
        pretend_to_check(password)
        return None
    return account if account.is_password(password) else None


def is_present_password(account: Account, password: str) -> bool:
    """For acts that ask again who sits there; 429 after too many tries."""
    limit("sign-in", "present", account.id)
    kept = account.password_hash
    db.session.commit()
    return is_password(kept, password)


def sign_in(account_id: int) -> None:
    """A new session row and a new cookie; what an earlier cookie knew is gone, but share links."""
    _end_present()
    with writing():
        account = db.session.get_one(Account, account_id)
        row, token = AccountSession.begin(account, request.user_agent.string)
    links = session.get("links")
    session.clear()
    if links:
        session["links"] = links
    session.permanent = True
    login_user(SignedIn(row, token))
    g.pop("viewer", None)


def sign_out() -> None:
    _end_present()
    logout_user()
    session.clear()
    g.pop("viewer", None)


def _end_present() -> None:
    if not current_user.is_authenticated:
        return
    session_id = current_user.session.id
    with writing():
        db.session.get_one(AccountSession, session_id).end()
