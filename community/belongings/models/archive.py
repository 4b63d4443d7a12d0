from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import CheckConstraint, delete
from sqlalchemy.orm import Mapped, mapped_column

from community.accounts.models import Account
from community.belongings.events import ArchiveAsked
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.ids import encode
from community.extensions import db

KEPT = timedelta(hours=24)


class Archive(Model):
    """A file with all that is a member's own, made by the worker; one a member, for a day."""

    __tablename__ = "archives"

    id: Mapped[int] = id_column()
    account_id: Mapped[int] = reference("accounts.id", unique=True)
    state: Mapped[str] = text_column(8, default="asked")
    size: Mapped[int] = mapped_column(default=0)
    created_at = stamp(index=True)
    made_at = moment()

    __table_args__ = (CheckConstraint("state IN ('asked', 'made', 'failed')", name="state"),)

    @classmethod
    def ask(cls, account: Account) -> Archive:
        """A new one in the place of an older."""
        db.session.execute(delete(cls).where(cls.account_id == account.id))
        archive = cls(account_id=account.id)
        db.session.add(archive)
        db.session.flush()
        publish(ArchiveAsked(archive.id))
        return archive

    @classmethod
    def of(cls, account_id: int) -> Archive | None:
        """The account's while it may be fetched."""
        young = cls.created_at > clock.now() - KEPT
        return db.session.scalar(db.select(cls).where(cls.account_id == account_id, young))

    @property
    def until(self) -> datetime:
        return self.created_at + KEPT

    @property
    def path(self) -> Path:
        return archive_folder() / f"{encode(self.id)}.zip"


def archive_folder() -> Path:
    folder: Path = current_app.extensions["settings"].instance_folder / "archives"
    return folder
