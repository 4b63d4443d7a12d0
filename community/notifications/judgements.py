"""What moderators decided: told to who reported it and to whom it concerns. Moderators act for the
house, so that nobody is named as the one who did it."""

from __future__ import annotations

from sqlalchemy import select

from community.extensions import db
from community.moderation.events import AppealAnswered, CaseSettled, DecidedAbout, TakenBack
from community.moderation.models import Appeal, Report
from community.notifications.telling import tell


def settled(fact: CaseSettled) -> None:
    rows = db.session.execute(
        select(Report.id, Report.reporter_id).where(Report.case_id == fact.case_id)
    )
    for report_id, reporter_id in rows.all():
        tell(reporter_id, "report_settled", "report", report_id, None)


def decided(fact: DecidedAbout) -> None:
    tell(fact.subject_id, "judged", "decision", fact.decision_id, None)


def taken_back(fact: TakenBack) -> None:
    tell(fact.subject_id, "judgement_undone", "decision", fact.decision_id, None)


def answered(fact: AppealAnswered) -> None:
    appeal = db.session.get(Appeal, fact.appeal_id)
    subject_id = appeal.decision.subject_id if appeal else None
    if appeal is not None and subject_id:
        tell(subject_id, "appeal_answered", "decision", appeal.decision_id, None)
