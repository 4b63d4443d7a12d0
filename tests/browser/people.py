"""Members of the browser tests: made at once, signed in by the form or by a cookie."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from community.accounts.models import Account, AccountSession, Profile
from community.accounts.passwords import hash_password
from community.core.db import writing
from community.extensions import db

PASSWORD = "a long word for tests"


@dataclass(frozen=True)
class Member:
    handle: str
    name: str
    profile_id: int

    @classmethod
    def join(cls, handle: str, name: str) -> Member:
        hashed = hash_password(PASSWORD)
        with writing():
            profile = Profile.person(handle, name)
            db.session.add(Account.open(f"{handle}@example.com", hashed, profile))
            db.session.flush()
            profile.account.confirm_email()
        return cls(handle, name, profile.id)

    @property
    def profile(self) -> Profile:
        return db.session.get_one(Profile, self.profile_id)

    def cookie(self) -> dict[str, str]:
        """A session of theirs, as the browser holds it."""
        with writing():
            _session, token = AccountSession.begin(self.profile.account, "tests")
        serializer = current_app.session_interface.get_signing_serializer(current_app)
        value = serializer.dumps({"_user_id": token, "_fresh": True})
        return {"name": current_app.config["SESSION_COOKIE_NAME"], "value": value}
