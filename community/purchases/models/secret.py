from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Index, UniqueConstraint, exists
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.clock import UtcDateTime
from community.core.columns import id_column, reference
from community.core.db import Model


class Secret(Model):
    """From whom a purchase is kept, and until when: it may be their present. One whose time has
    passed says that the owner was asked."""

    __tablename__ = "purchase_secrets"

    id: Mapped[int] = id_column()
    purchase_id: Mapped[int] = reference("purchases.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")
    until: Mapped[datetime] = mapped_column(UtcDateTime)

    profile: Mapped[Profile] = relationship()

    __table_args__ = (
        UniqueConstraint("purchase_id", "profile_id"),
        Index("ix_purchase_secrets_until", "purchase_id", "until"),
    )

    @property
    def is_kept(self) -> bool:
        return self.until > clock.now()


_secret = Secret.__table__.alias("a_secret")


def is_kept_from(purchase_id: object, profile_id: object) -> ColumnElement[bool]:
    """By the database's clock; ids or columns."""
    column = _secret.c
    there = exists().where(
        column.purchase_id == purchase_id,
        column.profile_id == profile_id,
        column.until > clock.sql_now(),
    )
    return there.correlate_except(_secret)


def is_kept_from_somebody(purchase_id: object) -> ColumnElement[bool]:
    column = _secret.c
    there = exists().where(column.purchase_id == purchase_id, column.until > clock.sql_now())
    return there.correlate_except(_secret)
