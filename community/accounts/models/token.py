from __future__ import annotations

import secrets
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models.account import Account
from community.accounts.models.session import hash_token
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.extensions import db


class Purpose(StrEnum):
    RESET = "reset"
    NEW_EMAIL = "email"


LIFETIME = {Purpose.RESET: timedelta(hours=1), Purpose.NEW_EMAIL: timedelta(days=1)}


class MailToken(Model):
    """A link sent by mail: single use, short-lived, kept as a hash; a newer one voids the older."""

    __tablename__ = "mail_tokens"

    id: Mapped[int] = id_column()
    account_id: Mapped[int] = reference("accounts.id")
    purpose: Mapped[str] = text_column(8)
    token_hash: Mapped[str] = text_column(64, unique=True)
    email: Mapped[str] = text_column(254)  # the address to be confirmed, else ''
    created_at = stamp(index=True)
    used_at = moment()

    account: Mapped[Account] = relationship()

    @classmethod
    def issue(cls, account: Account, purpose: Purpose, email: str = "") -> str:
        """Void the account's older tokens of this purpose and give the text of a new one."""
        cls.void(account.id, purpose)
        token = secrets.token_urlsafe(24)
        row = cls(account=account, purpose=purpose, token_hash=hash_token(token), email=email)
        db.session.add(row)
        return token

    @classmethod
    def find(cls, token: str, purpose: Purpose) -> MailToken | None:
        """The token while it is unused and young; looking at it uses nothing up."""
        query = db.select(cls).where(
            cls.token_hash == hash_token(token),
            cls.purpose == purpose,
            cls.used_at.is_(None),
            cls.created_at > clock.now() - LIFETIME[purpose],
            cls.account.has(Account.closed_at.is_(None)),
        )
        return db.session.scalar(query)

    def use(self) -> bool:
        """Spend it; False when another request was faster."""
        unused = update(MailToken).where(MailToken.id == self.id, MailToken.used_at.is_(None))
        spent = db.session.scalar(unused.values(used_at=clock.now()).returning(MailToken.id))
        return spent is not None

    @classmethod
    def void(cls, account_id: int, purpose: Purpose) -> None:
        older = update(cls).where(cls.account_id == account_id, cls.purpose == purpose)
        db.session.execute(older.where(cls.used_at.is_(None)).values(used_at=clock.now()))
