from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint, update
from sqlalchemy.orm import Mapped, mapped_column

from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore


class Followup(Model):
    """“Still happy?”: asked once after one month and once after six, and what was answered."""

    __tablename__ = "review_followups"

    id: Mapped[int] = id_column()
    review_id: Mapped[int] = reference("reviews.id", index=False)
    months: Mapped[int] = mapped_column()
    happy: Mapped[str] = text_column(4)
    body: Mapped[str] = text_column(1000)
    created_at = stamp()
    answered_at = moment()

    __table_args__ = (
        UniqueConstraint("review_id", "months"),
        CheckConstraint("months IN (1, 6)", name="months"),
        CheckConstraint("happy IN ('', 'yes', 'so', 'no')", name="happy"),
    )

    @classmethod
    def ask(cls, review_id: int, months: int) -> bool:
        """False when that was asked."""
        asked = {"review_id": review_id, "months": months, "happy": "", "body": ""}
        return insert_or_ignore(cls, asked)

    def answer(self, happy: str, body: str) -> bool:
        """Once; what was answered stays with its date."""
        waits = update(Followup).where(Followup.id == self.id, Followup.answered_at.is_(None))
        return bool(change(waits.values(happy=happy, body=body, answered_at=clock.now())))
