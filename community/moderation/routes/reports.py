"""Pointing at something that is not right."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.kinds import kind_named
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.moderation.access import find_report, find_reported
from community.moderation.copying import copy_of, owner_of
from community.moderation.forms import ReportForm
from community.moderation.models import Case, Report
from community.moderation.words import reasons

bp = Blueprint("reports", __name__)


@bp.app_template_global()
def may_report(thing: Any) -> bool:
    """Whether its page offers it: to members, of what is not their own."""
    viewer = current_viewer()
    return viewer.is_member and owner_of(thing) != viewer.profile_id


@bp.get("/report/<kind>/<thing:thing>")
def new(kind: str, thing: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_reported(viewer, kind, thing)
    before = Report.by(viewer.profile_id, kind, found.id)
    if before:
        return see_other(url_for("reports.show", report=before.id))
    return render_template("reports/new.html", **_shown(kind, found), form=ReportForm())


@bp.post("/report/<kind>/<thing:thing>")
def create(kind: str, thing: int) -> ResponseReturnValue:
    """The answer holds nothing of what was reported."""
    viewer, form = current_viewer(), ReportForm()
    found = find_reported(viewer, kind, thing)
    if not form.validate():
        return invalid("reports/new.html", **_shown(kind, found), form=form)
    limit("report", viewer.profile_id)
    with writing():
        found = find_reported(viewer, kind, thing)
        copy = copy_of(found)
        report = Report.make(
            Case.open_for(kind, found.id, owner_of(found)),
            me(viewer),
            reason=form.reason.data,
            note=form.note.data or "",
            copy_title=copy.title,
            copy_text=copy.text,
        )
    flash(_("Thank you. A moderator will look at it."))
    return see_other(url_for("reports.show", report=report.id))


@bp.get("/reports/<thing:report>")
def show(report: int) -> ResponseReturnValue:
    """To the member who made it: what was sent, and what became of it."""
    found = find_report(current_viewer(), report)
    return render_template("reports/show.html", report=found, reasons=reasons())


def _shown(kind: str, found: Any) -> dict[str, Any]:
    return {"kind": kind, "thing": found, "noun": kind_named(kind).noun(), "copy": copy_of(found)}
