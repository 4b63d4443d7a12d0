"""Flask-Login's user: the session of a browser, not the account, so that it can be ended."""

from __future__ import annotations

from flask import Flask, g
from flask_login import UserMixin

from community.accounts.models import Account, AccountSession, Profile
from community.core import clock
from community.core.db import AWAY, take_back, writing
from community.extensions import db, login_manager


class SignedIn(UserMixin):
    """`get_id` is the session's secret token; a cookie is worth nothing once its row has ended."""

    def __init__(self, session: AccountSession, token: str) -> None:
        self.session = session
        # Known from the first, since after a write the row would be asked for again.
        self.session_id = session.id
        self.is_due_to_be_seen = session.is_due_to_be_seen(clock.now())
        self._token = token

    def get_id(self) -> str:
        return self._token

    @property
    def account(self) -> Account:
        return self.session.account

    @property
    def profile(self) -> Profile:
        return self.session.account.profile


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.session_protection = None  # the row in the database is the protection
    login_manager.user_loader(_load)
    app.after_request(_mark_seen)


def _load(token: str) -> SignedIn | None:
    session = AccountSession.by_token(token)
    return SignedIn(session, token) if session else None


def _mark_seen(response):  # type: ignore[no-untyped-def]
    """Hourly at most: one of the two reads that write (the other counts visits to shops)."""
    user = g.get("_login_user") if response.status_code < 500 else None
    if isinstance(user, SignedIn) and user.is_due_to_be_seen:
        try:
            with writing():
                db.session.get_one(AccountSession, user.session_id).seen_at = clock.now()
        except AWAY:
            take_back()  # the answer stands; the next request is seen
    return response
