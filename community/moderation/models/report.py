from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.moderation.models.case import Case


class Reason(StrEnum):
    SPAM = "spam"
    UNKIND = "unkind"
    PRIVATE = "private"
    FRAUD = "fraud"
    ILLEGAL = "illegal"
    OTHER = "other"


class Report(Model):
    """A member points at something. The copy holds the reported piece alone, as it read then;
    moderators read the copy and never the private thing itself."""

    __tablename__ = "reports"

    id: Mapped[int] = id_column()
    case_id: Mapped[int] = reference("cases.id")
    reporter_id: Mapped[int] = reference("profiles.id", index=False)
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    reason: Mapped[str] = text_column(8)
    note: Mapped[str] = text_column(500)
    copy_title: Mapped[str] = text_column(300)
    copy_text: Mapped[str] = text_column(4000)
    created_at = stamp()

    case: Mapped[Case] = relationship()
    reporter: Mapped[Profile] = relationship()

    __table_args__ = (
        UniqueConstraint("reporter_id", "kind", "thing_id"),
        CheckConstraint(
            "reason IN ('spam', 'unkind', 'private', 'fraud', 'illegal', 'other')", name="reason"
        ),
    )

    @classmethod
    def make(cls, case: Case, reporter: Profile, **values: Any) -> Report:
        """One a member and thing: the first stands, whatever is sent after it."""
        about = {"reporter_id": reporter.id, "kind": case.kind, "thing_id": case.thing_id}
        if insert_or_ignore(cls, {"case_id": case.id, **about, **values}):
            case.count_report()
        return db.session.scalars(db.select(cls).filter_by(**about)).one()

    @classmethod
    def by(cls, reporter_id: int | None, kind: str, thing_id: int) -> Report | None:
        about = {"reporter_id": reporter_id, "kind": kind, "thing_id": thing_id}
        return db.session.scalar(db.select(cls).filter_by(**about))
