from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, update
from sqlalchemy.orm import Mapped, relationship

from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.moderation.models.decision import Decision


class Appeal(Model):
    """The member's own words on a decision, answered by a person. One a decision."""

    __tablename__ = "appeals"

    id: Mapped[int] = id_column()
    decision_id: Mapped[int] = reference("decisions.id", index=False, unique=True)
    words: Mapped[str] = text_column(2000)
    state: Mapped[str] = text_column(8, default="open")
    answer: Mapped[str] = text_column(1000)
    created_at = stamp()
    answered_at = moment()

    decision: Mapped[Decision] = relationship()

    __table_args__ = (
        CheckConstraint("state IN ('open', 'granted', 'refused')", name="state"),
        Index("ix_appeals_state", "state", "id"),
    )

    def settle(self, state: str, words: str) -> bool:
        """Answer it, once; False when another was faster."""
        still = update(Appeal).where(Appeal.id == self.id, Appeal.state == "open")
        return change(still.values(state=state, answer=words, answered_at=clock.now())) == 1
