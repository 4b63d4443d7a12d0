from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column

from community.core.clock import UtcDateTime
from community.core.columns import id_column, reference, stamp
from community.core.db import Model
from community.extensions import db

GRACE = timedelta(days=14)


class Departure(Model):
    """A member has asked to be forgotten; until `due_at` signing in offers to stay.

    What they own has been hidden at `created_at`, which tells it from what a moderator hid.
    """

    __tablename__ = "departures"

    id: Mapped[int] = id_column()
    account_id: Mapped[int] = reference("accounts.id", unique=True)
    profile_id: Mapped[int] = reference("profiles.id", unique=True)
    created_at = stamp()
    due_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    @classmethod
    def of(cls, account_id: int) -> Departure | None:
        return db.session.scalar(db.select(cls).where(cls.account_id == account_id))
