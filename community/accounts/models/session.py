from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Index, Select, and_, bindparam, select, text, update
from sqlalchemy.orm import Mapped, contains_eager, relationship

from community.accounts.events import SessionsEnded
from community.accounts.models.account import Account
from community.core import clock
from community.core.clock import UtcDateTime
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.extensions import db

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=90)
SEEN_STEP = timedelta(hours=1)
HAS_ENDED = text("ended_at IS NOT NULL")


class AccountSession(Model):
    """One signed-in browser. The cookie holds a 256-bit token, this row only its hash."""

    __tablename__ = "account_sessions"

    id: Mapped[int] = id_column()
    account_id: Mapped[int] = reference("accounts.id")
    token_hash: Mapped[str] = text_column(64, unique=True)
    browser: Mapped[str] = text_column(200)
    created_at = stamp()
    seen_at = stamp()
    ended_at = moment()
    proved_at = moment()  # when the password was last given again, for risky acts

    account: Mapped[Account] = relationship()

    # By these the worker finds what to forget.
    __table_args__ = (
        Index("ix_account_sessions_seen_at", "seen_at"),
        Index(
            "ix_account_sessions_ended_at",
            "ended_at",
            postgresql_where=HAS_ENDED,
            sqlite_where=HAS_ENDED,
        ),
    )

    @classmethod
    def begin(cls, account: Account, browser: str) -> tuple[AccountSession, str]:
        """The new row and the token for the cookie, which is shown to nobody else."""
        token = secrets.token_urlsafe(32)
        row = cls(account=account, token_hash=hash_token(token), browser=browser[:200])
        db.session.add(row)
        return row, token

    @classmethod
    def is_alive(cls) -> ColumnElement[bool]:
        now = clock.now()
        return cls._is_alive_after(now - IDLE, now - ABSOLUTE)

    @classmethod
    def _is_alive_after(cls, idle: Any, oldest: Any) -> ColumnElement[bool]:
        return and_(cls.ended_at.is_(None), cls.seen_at > idle, cls.created_at > oldest)

    @classmethod
    def by_token(cls, token: str) -> AccountSession | None:
        now = clock.now()
        asked = {
            "hash": hash_token(token),
            "idle": now - IDLE,
            "oldest": now - ABSOLUTE,
            "now": now,
        }
        return db.session.scalar(_by_token(), asked)

    @classmethod
    def of(cls, account_id: int) -> list[AccountSession]:
        """The account's living sessions, the last used first."""
        query = db.select(cls).where(cls.account_id == account_id, cls.is_alive())
        return list(db.session.scalars(query.order_by(cls.seen_at.desc(), cls.id.desc())))

    @classmethod
    def living(cls, account_id: int, session_id: int) -> AccountSession | None:
        own = db.select(cls).where(cls.account_id == account_id, cls.id == session_id)
        return db.session.scalar(own.where(cls.is_alive()))

    @classmethod
    def end_all(cls, account_id: int, but: int | None = None) -> None:
        """End the account's sessions, `but` one; its sockets hear of it."""
        living = update(cls).where(cls.account_id == account_id, cls.ended_at.is_(None))
        db.session.execute(living.where(cls.id != (but or 0)).values(ended_at=clock.now()))
        publish(SessionsEnded(account_id))

    def end(self) -> None:
        self.ended_at = clock.now()
        publish(SessionsEnded(self.account_id))

    def is_due_to_be_seen(self, now: datetime) -> bool:
        return self.seen_at < now - SEEN_STEP


@cache
def _by_token() -> Select[AccountSession]:
    """Every request of a member asks it, so it is built once."""
    session = AccountSession
    alive = session._is_alive_after(bindparam("idle"), bindparam("oldest"))
    return (
        select(session)
        .join(session.account)
        .where(session.token_hash == bindparam("hash"), alive)
        .where(Account.may_come_in(bindparam("now", type_=UtcDateTime)))
        .options(contains_eager(session.account).joinedload(Account.profile))
    )


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
