from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Select, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.events import AccountOpened, MailConfirmed, PasswordChanged
from community.accounts.models.profile import Profile
from community.accounts.passwords import is_password
from community.core import clock
from community.core.columns import id_column, moment, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.extensions import db


class Role(StrEnum):
    MEMBER = "member"
    MODERATOR = "moderator"
    ADMIN = "admin"


class Account(Model):
    """Who signs in: an address, a password, and how the site speaks to them."""

    __tablename__ = "accounts"

    id: Mapped[int] = id_column()
    email: Mapped[str] = text_column(254)
    email_key: Mapped[str] = text_column(254, unique=True)
    email_verified_at = moment()
    password_hash: Mapped[str] = text_column(200)
    created_at = stamp()
    closed_at = moment()
    locale: Mapped[str] = text_column(12)
    currency: Mapped[str] = text_column(3)
    timezone: Mapped[str] = text_column(64)
    theme: Mapped[str] = text_column(5)  # '', 'light' or 'dark'
    wants_mail: Mapped[bool] = mapped_column(default=True)
    welcome_step: Mapped[int] = mapped_column(default=0)  # where settling in goes on; 0: done
    role: Mapped[str] = text_column(10, default=Role.MEMBER.value)
    suspended_until = moment()
    banned_at = moment()
    waits_since = moment()  # for an admin's yes, where accounts are opened by approval

    profile: Mapped[Profile] = relationship(back_populates="account", uselist=False)

    __table_args__ = (CheckConstraint("role IN ('member', 'moderator', 'admin')", name="role"),)

    @property
    def is_moderator(self) -> bool:
        """Admins may all that moderators may."""
        return self.role in (Role.MODERATOR, Role.ADMIN)

    @property
    def is_admin(self) -> bool:
        return self.role == Role.ADMIN

    @property
    def is_shut_out(self) -> bool:
        """Banned, suspended for now, or not yet let in."""
        return self.is_judged or self.waits_since is not None

    @property
    def is_judged(self) -> bool:
        """Kept out by a decision, not by waiting for one."""
        is_suspended = self.suspended_until is not None and self.suspended_until > clock.now()
        return self.banned_at is not None or is_suspended

    @classmethod
    def may_come_in(cls, now: datetime | Any) -> ColumnElement[bool]:
        """Neither closed nor shut out at `now`; as a condition, for who asks for a session."""
        free = or_(cls.suspended_until.is_(None), cls.suspended_until <= now)
        kept_out = (cls.closed_at, cls.banned_at, cls.waits_since)
        return and_(free, *(moment.is_(None) for moment in kept_out))

    @classmethod
    def open(cls, email: str, password_hash: str, profile: Profile) -> Account:
        """A new account with its person; the caller hashed the password outside the transaction."""
        account = cls(email=email, email_key=email_key(email), password_hash=password_hash)
        account.profile = profile
        return account

    def announce_opening(self) -> None:
        publish(AccountOpened(self.id))

    def is_password(self, password: str) -> bool:
        return is_password(self.password_hash, password)

    def confirm_email(self) -> None:
        if self.email_verified_at is None:
            self.email_verified_at = clock.now()
            publish(MailConfirmed(self.id))

    def change_email(self, email: str) -> None:
        """Take a confirmed address; IntegrityError at the flush when another account has it."""
        self.email, self.email_key = email, email_key(email)
        self.email_verified_at = None
        self.confirm_email()

    def change_password(self, password_hash: str) -> None:
        """Every session ends with the old password; see `AccountSession.end_all`."""
        self.password_hash = password_hash
        publish(PasswordChanged(self.id))

    @classmethod
    def by_email(cls, email: str) -> Account | None:
        return db.session.scalar(cls._open().where(cls.email_key == email_key(email)))

    @classmethod
    def by_name(cls, name: str) -> Account | None:
        """By e-mail address or handle, as people type it: `@Ana` too."""
        if "@" in name.strip().lstrip("@"):
            return cls.by_email(name)
        handle = name.strip().lstrip("@").casefold()
        return db.session.scalar(cls._open().join(cls.profile).where(Profile.handle == handle))

    @classmethod
    def _open(cls) -> Select[Account]:
        return db.select(cls).where(cls.closed_at.is_(None))


def email_key(email: str) -> str:
    return email.strip().casefold()
