"""Who may moderate, and whom."""

from __future__ import annotations

from typing import Any

from flask import abort

from community.accounts.models import Profile
from community.catalog.access import is_listed
from community.catalog.models import Likeness, Merge, Product
from community.core.kinds import all_kinds, find_thing
from community.extensions import db
from community.friends.access import me
from community.friends.viewer import Viewer
from community.moderation.copying import owner_of
from community.moderation.models import Appeal, Case, Decision, Report

OURS = frozenset({"report", "decision", "board"})  # the site’s own, which nobody reports


def moderator(viewer: Viewer) -> Profile:
    """The moderator who acts; for everybody else there is nothing here."""
    return me(viewer) if viewer.is_moderator else abort(404)


def find_reported(viewer: Viewer, kind: str, thing_id: int) -> Any:
    """Only what one can see can be reported, and nobody reports themselves."""
    if kind not in {known.name for known in all_kinds()} - OURS:
        abort(404)
    thing = find_thing(viewer, kind, thing_id)
    return thing if owner_of(thing) != me(viewer).id else abort(404)


def find_report(viewer: Viewer, report_id: int) -> Report:
    """One's own."""
    mine = db.select(Report).where(Report.id == report_id)
    return db.session.scalar(mine.where(Report.reporter_id == viewer.profile_id)) or abort(404)


def find_case(viewer: Viewer, case_id: int) -> Case:
    moderator(viewer)
    return db.session.get(Case, case_id) or abort(404)


def find_decision(viewer: Viewer, decision_id: int) -> Decision:
    moderator(viewer)
    return db.session.get(Decision, decision_id) or abort(404)


def find_appeal(viewer: Viewer, appeal_id: int) -> Appeal:
    moderator(viewer)
    return db.session.get(Appeal, appeal_id) or abort(404)


def find_on_show(product_id: int) -> Product:
    """What everybody may meet: what somebody keeps to themselves is no moderator's business."""
    query = db.select(Product).where(Product.id == product_id, is_listed())
    return db.session.scalar(query) or abort(404)


def find_merge(viewer: Viewer, merge_id: int) -> Merge:
    moderator(viewer)
    return db.session.get(Merge, merge_id) or abort(404)


def find_likeness(viewer: Viewer, likeness_id: int) -> Likeness:
    moderator(viewer)
    return db.session.get(Likeness, likeness_id) or abort(404)


def may_judge(viewer: Viewer, subject: Profile | None) -> bool:
    """Nobody judges themselves, nobody an admin, and a moderator is judged by an admin."""
    if subject is None or not viewer.is_moderator:
        return viewer.is_moderator
    if subject.id == viewer.profile_id or subject.is_admin:
        return False
    return viewer.is_admin or not subject.is_moderator


def may_answer(viewer: Viewer, appeal: Appeal) -> bool:
    """Somebody else than who decided, but for an admin, who may be the only one there is."""
    decided_it = appeal.decision.moderator_id == viewer.profile_id
    return may_judge(viewer, appeal.decision.subject) and (viewer.is_admin or not decided_it)
