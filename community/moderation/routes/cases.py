"""The queue, and what a moderator decides."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.kinds import all_kinds, thing_or_none
from community.friends.viewer import Viewer, current_viewer
from community.moderation import acting, queries, words
from community.moderation.access import OURS, find_case, may_judge, moderator
from community.moderation.copying import can_hide
from community.moderation.forms import DecisionForm
from community.moderation.models import Act, Case

bp = Blueprint("cases", __name__)


@bp.get("/moderation")
def index() -> ResponseReturnValue:
    moderator(current_viewer())
    state = "settled" if request.args.get("state") == "settled" else "open"
    kind, reason = request.args.get("kind", ""), request.args.get("reason", "")
    page = queries.cases(state, kind[:20], reason[:8], request.args.get("after"))
    return render_template(
        "moderation/index.html",
        page=page,
        first=queries.first_reports([case.id for case in page.items]),
        asked={"state": state, "kind": kind, "reason": reason},
        kinds=[known for known in all_kinds() if known.name not in OURS],
        reasons=words.reasons(),
    )


@bp.get("/moderation/cases/<thing:case>")
def show(case: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_case(viewer, case)
    return render_template("moderation/case.html", **_shown(viewer, found, _form(viewer, found)))


@bp.post("/moderation/cases/<thing:case>/decide")
@once
def decide(case: int) -> ResponseReturnValue:
    """409 when another moderator was faster; then nothing is done."""
    viewer = current_viewer()
    found = find_case(viewer, case)
    by = moderator(viewer)
    if not may_judge(viewer, found.subject):
        abort(403)
    form = _form(viewer, found)
    if not form.validate():
        return invalid("moderation/case.html", **_shown(viewer, found, form))
    with writing_once():
        decision = acting.decide(
            find_case(viewer, case), by, form.chosen, form.words.data or "", form.until
        )
        to = keep_answer(url_for("cases.show", case=case)) if decision else ""
    if not to:
        form.form_errors.append(_("Another moderator decided this meanwhile."))
        shown = _shown(viewer, find_case(viewer, case), form)
        return invalid("moderation/case.html", status=409, **shown)
    flash(_("Decided. The member and those who reported it are told."))
    return see_other(to)


def _form(viewer: Viewer, case: Case) -> DecisionForm:
    form = DecisionForm(allowed=_allowed(viewer, case))
    if not form.is_submitted():
        form.words.data = words.letter_of(queries.reports_of(case.id)[0].reason)
    return form


def _allowed(viewer: Viewer, case: Case) -> list[Act]:
    """Without an owner there is nobody to warn, and not everything can be hidden."""
    personal = (Act.WARN, Act.SUSPEND, Act.BAN) if case.subject_id else ()
    hiding = (Act.HIDE,) if can_hide(case.kind) else ()
    return [Act.KEEP, *hiding, *personal]


def _shown(viewer: Viewer, case: Case, form: DecisionForm) -> dict[str, Any]:
    """The thing itself is linked only where the moderator may see it as anybody else may."""
    return {
        "case": case,
        "form": form,
        "reports": queries.reports_of(case.id),
        "thing": thing_or_none(viewer, case.kind, case.thing_id),
        "decisions": queries.decisions_of(case.id),
        "history": queries.history_of(case.subject_id),
        "may_decide": case.state == "open" and may_judge(viewer, case.subject),
        "may_change": may_judge(viewer, case.subject),
        "reasons": words.reasons(),
        "done": words.done(),
    }
