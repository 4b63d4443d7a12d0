from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.moderation.models.case import Case


class Act(StrEnum):
    KEEP = "keep"
    HIDE = "hide"
    WARN = "warn"
    SUSPEND = "suspend"
    BAN = "ban"


class Decision(Model):
    """What a moderator decided, in the words that the member reads."""

    __tablename__ = "decisions"

    id: Mapped[int] = id_column()
    case_id: Mapped[int | None] = reference("cases.id", on_delete="SET NULL", nullable=True)
    subject_id: Mapped[int | None] = reference("profiles.id", nullable=True)
    moderator_id: Mapped[int | None] = reference(
        "profiles.id", on_delete="SET NULL", nullable=True, index=False
    )
    act: Mapped[str] = text_column(8)
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[str] = text_column(1000)
    until = moment()
    created_at = stamp()
    undone_at = moment()

    case: Mapped[Case | None] = relationship()
    subject: Mapped[Profile | None] = relationship(foreign_keys="Decision.subject_id")
    moderator: Mapped[Profile | None] = relationship(foreign_keys="Decision.moderator_id")

    __table_args__ = (
        CheckConstraint("act IN ('keep', 'hide', 'warn', 'suspend', 'ban')", name="act"),
    )

    def undo(self) -> bool:
        """Take it back, once."""
        standing = update(Decision).where(Decision.id == self.id, Decision.undone_at.is_(None))
        return change(standing.values(undone_at=clock.now())) == 1
