from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import Select
from sqlalchemy.orm import Mapped

from community.accounts.models.account import Account, email_key
from community.accounts.models.profile import Profile
from community.accounts.models.session import hash_token
from community.core import clock
from community.core.columns import id_column, moment, stamp, text_column
from community.core.db import Model
from community.extensions import db

LIFETIME = timedelta(days=3)


class SignUp(Model):
    """Somebody asked for an account, which is opened once the link in their mail is used.

    It takes no handle and no address: were a handle taken before, trying it again would tell
    whether the address of the first try was known here.
    """

    __tablename__ = "sign_ups"

    id: Mapped[int] = id_column()
    email: Mapped[str] = text_column(254)
    email_key: Mapped[str] = text_column(254, index=True)
    handle: Mapped[str] = text_column(30)
    password_hash: Mapped[str] = text_column(200)
    token_hash: Mapped[str] = text_column(64, unique=True)
    locale: Mapped[str] = text_column(12)
    created_at = stamp(index=True)
    used_at = moment()

    @classmethod
    def begin(cls, email: str, handle: str, password_hash: str, locale: str) -> SignUp:
        asked = cls(
            email=email,
            email_key=email_key(email),
            handle=handle,
            password_hash=password_hash,
            locale=locale,
        )
        db.session.add(asked)
        return asked

    @classmethod
    def by_token(cls, token: str) -> SignUp | None:
        """The sign-up while its link is unused and young; looking uses nothing up."""
        return db.session.scalar(cls._open().where(cls.token_hash == hash_token(token)))

    @classmethod
    def newest_for(cls, email: str) -> SignUp | None:
        query = cls._open().where(cls.email_key == email_key(email))
        return db.session.scalar(query.order_by(cls.id.desc()).limit(1))

    @classmethod
    def _open(cls) -> Select[SignUp]:
        young = cls.created_at > clock.now() - LIFETIME
        return db.select(cls).where(cls.used_at.is_(None), young)

    def new_token(self) -> str:
        """The text of the link; an older link of this sign-up ends."""
        token = secrets.token_urlsafe(24)
        self.token_hash = hash_token(token)
        return token

    def open_account(self, handle: str, *, waits: bool = False) -> Account:
        """The account, its address confirmed. IntegrityError when handle or address is taken."""
        self.used_at = clock.now()
        account = Account.open(self.email, self.password_hash, Profile.person(handle, handle))
        account.locale = self.locale
        account.welcome_step = 1
        account.waits_since = clock.now() if waits else None
        db.session.add(account)
        db.session.flush()
        account.announce_opening()
        account.confirm_email()
        return account
