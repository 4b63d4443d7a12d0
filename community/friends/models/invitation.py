from __future__ import annotations

import hashlib
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Account, Profile
from community.accounts.models.account import email_key
from community.core import clock
from community.core.columns import Text, id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.models.link import ShareLink

LETTER = "letter"  # the kind of the link in a letter; its thing is the invitation
LIFETIME = timedelta(days=14)


class MailInvitation(Model):
    """A member typed somebody's address. The letter's link works once and for two weeks, which is
    as long as the address is kept."""

    __tablename__ = "mail_invitations"

    id: Mapped[int] = id_column()
    inviter_id: Mapped[int] = reference("profiles.id", index=False)
    email: Mapped[str] = text_column(254)
    email_key: Mapped[str] = text_column(254, index=True)
    created_at = stamp(index=True)
    agreed_at = moment()  # the reader said yes and went to sign up

    inviter: Mapped[Profile] = relationship()

    __table_args__ = (UniqueConstraint("inviter_id", "email_key"),)

    @classmethod
    def begin(cls, inviter: Profile, email: str) -> MailInvitation | None:
        """None when this member has written to that address already."""
        about = {"inviter_id": inviter.id, "email_key": email_key(email)}
        if not insert_or_ignore(cls, {**about, "email": email}):
            return None
        return db.session.scalars(select(cls).filter_by(**about)).one()

    @classmethod
    def is_young(cls) -> ColumnElement[bool]:
        return cls.created_at > clock.now() - LIFETIME

    @classmethod
    def of(cls, inviter_id: int) -> list[MailInvitation]:
        """Those that wait, the newest first."""
        own = select(cls).where(cls.inviter_id == inviter_id, cls.is_young())
        return list(db.session.scalars(own.order_by(cls.id.desc())))

    @classmethod
    def inviters(cls, ids: list[int], account: Account | None) -> Select[int]:
        """Who wrote the letters whose links these are, or wrote to the account's own address."""
        named: ColumnElement[bool] = cls.id.in_(ids)
        if account is not None and account.email_verified_at is not None:
            named = named | (cls.email_key == account.email_key)
        return select(cls.inviter_id).where(named, cls.is_young())

    @classmethod
    def agree(cls, ids: list[int]) -> None:
        change(update(cls).where(cls.id.in_(ids), cls.is_young()).values(agreed_at=clock.now()))

    @classmethod
    def agreed_with(cls, key: str) -> list[MailInvitation]:
        agreed = select(cls).where(cls.email_key == key, cls.agreed_at.is_not(None))
        return list(db.session.scalars(agreed.where(cls.is_young())))

    @classmethod
    def use_up(cls, inviter_id: int, ids: list[int], account: Account) -> bool:
        """True when there was one, which is gone now with its link."""
        mine = cls.id.in_(ids) | (cls.email_key == account.email_key)
        gone = delete(cls).where(cls.inviter_id == inviter_id, mine).returning(cls.id)
        used = list(db.session.scalars(gone.execution_options(synchronize_session=False)))
        for invitation_id in used:
            ShareLink.revoke_all(LETTER, invitation_id)
        return bool(used)

    def withdraw(self) -> None:
        ShareLink.revoke_all(LETTER, self.id)
        db.session.delete(self)


class MailRefusal(Model):
    """An address nobody shall be invited at any more; kept as a hash."""

    __tablename__ = "mail_refusals"

    email_hash: Mapped[str] = mapped_column(Text(64), primary_key=True)
    created_at = stamp()

    @classmethod
    def keep(cls, email_hash: str) -> None:
        insert_or_ignore(cls, {"email_hash": email_hash})

    @classmethod
    def is_kept(cls, email: str) -> bool:
        return db.session.get(cls, hash_of(email)) is not None


def hash_of(email: str) -> str:
    return hashlib.sha256(email_key(email).encode()).hexdigest()
