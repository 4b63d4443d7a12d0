"""What moderation hears and the kinds it brings."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from community.catalog.models import LinkDomain
from community.core import audit, cache, live
from community.core.events import subscribe
from community.core.kinds import Kind, register_kind
from community.extensions import db
from community.moderation import letters
from community.moderation.events import AppealAnswered, DecidedAbout, Hidden, TakenBack
from community.moderation.models import Appeal, Case, Decision, Report
from community.moderation.signing import address_of


def register() -> None:
    cache.unseen(Appeal, Case, Report, audit.AuditEntry, audit.AuditOrigin, LinkDomain)
    subscribe(Hidden, lambda said: live.recheck(), name="recheck")
    subscribe(DecidedAbout, _write_to_subject, name="letters", durable=True)
    subscribe(TakenBack, _write_of_return, name="letters", durable=True)
    subscribe(AppealAnswered, _write_answer, name="letters", durable=True)
    register_kind(
        Kind(
            name="report",
            model=Report,
            noun=lambda: _("report"),
            visible=lambda viewer: Report.reporter_id == viewer.profile_id,
            listed=lambda viewer: Report.reporter_id == viewer.profile_id,
            address=lambda report: url_for("reports.show", report=report.id),
            title=lambda report: report.copy_title,
        )
    )
    register_kind(
        Kind(
            name="decision",
            model=Decision,
            noun=lambda: _("decision"),
            visible=lambda viewer: Decision.subject_id == viewer.profile_id,
            listed=lambda viewer: Decision.subject_id == viewer.profile_id,
            address=address_of,
            title=lambda decision: decision.words[:120],
        )
    )


def _write_to_subject(fact: DecidedAbout) -> None:
    decision = db.session.get(Decision, fact.decision_id)
    if decision is not None:
        letters.decided(decision)


def _write_of_return(fact: TakenBack) -> None:
    decision = db.session.get(Decision, fact.decision_id)
    if decision is not None:
        letters.taken_back(decision)


def _write_answer(fact: AppealAnswered) -> None:
    appeal = db.session.get(Appeal, fact.appeal_id)
    if appeal is not None:
        letters.appeal_answered(appeal)
