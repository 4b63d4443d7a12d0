"""What one reported, and what moderators decided of one. Who reported or decided is not in it, nor
the copies of others' words that a report holds."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, rows
from community.moderation.models import Appeal, Decision, Report


def reports(me: Profile) -> Iterable[Row]:
    left_out = ("reporter_id", "case_id", "copy_title", "copy_text")
    query = select(Report).where(Report.reporter_id == me.id)
    return [columns(report, *left_out) for report in rows(query)]


def decisions(me: Profile) -> Iterable[Row]:
    left_out = ("subject_id", "moderator_id", "case_id")
    query = select(Decision).where(Decision.subject_id == me.id)
    return [columns(decision, *left_out) for decision in rows(query)]


def appeals(me: Profile) -> Iterable[Row]:
    query = select(Appeal).join(Appeal.decision).where(Decision.subject_id == me.id)
    return [columns(appeal) for appeal in rows(query)]
