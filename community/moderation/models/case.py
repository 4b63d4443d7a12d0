from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore
from community.extensions import db

IS_OPEN = text("state = 'open'")


class Case(Model):
    """What was reported, once however many reported it, until somebody decides."""

    __tablename__ = "cases"

    id: Mapped[int] = id_column()
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    # Whose it is; products are nobody's. Who leaves for good takes the copies of their words along.
    subject_id: Mapped[int | None] = reference("profiles.id", nullable=True)
    report_count: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = text_column(8, default="open")
    created_at = stamp()
    settled_at = moment()

    subject: Mapped[Profile | None] = relationship()

    __table_args__ = (
        Index(
            "uq_cases_open_thing",
            "kind",
            "thing_id",
            unique=True,
            postgresql_where=IS_OPEN,
            sqlite_where=IS_OPEN,
        ),
        Index("ix_cases_state", "state", "id"),
        CheckConstraint("state IN ('open', 'acted', 'kept')", name="state"),
    )

    @classmethod
    def open_for(cls, kind: str, thing_id: int, subject_id: int | None) -> Case:
        """The open case of a thing; a second one cannot come to be."""
        about = {"kind": kind, "thing_id": thing_id}
        fresh: dict[str, Any] = {"subject_id": subject_id, "state": "open", "report_count": 0}
        insert_or_ignore(cls, {**about, **fresh})
        return db.session.scalars(db.select(cls).filter_by(**about, state="open")).one()

    def count_report(self) -> None:
        more = update(Case).where(Case.id == self.id).values(report_count=Case.report_count + 1)
        change(more)

    def settle(self, state: str) -> bool:
        """Close it, once; False when another moderator was faster."""
        still = update(Case).where(Case.id == self.id, Case.state == "open")
        return change(still.values(state=state, settled_at=clock.now())) == 1
