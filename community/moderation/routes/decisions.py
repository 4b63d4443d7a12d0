"""A decision taken back or said in other words, and the log that everybody may read."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core import audit
from community.core.access import public
from community.core.answers import see_other
from community.core.db import writing
from community.core.kinds import all_kinds
from community.friends.viewer import current_viewer
from community.moderation import acting, queries, words
from community.moderation.access import find_decision, may_judge, moderator
from community.moderation.forms import WordsForm
from community.moderation.models import Decision

bp = Blueprint("decisions", __name__)


@bp.get("/moderation/log")
@public
def index() -> ResponseReturnValue:
    """What is done here, without names and without what it was about."""
    return render_template(
        "moderation/log.html",
        page=queries.log(request.args.get("after")),
        done=words.done(),
        nouns={kind.name: kind.noun() for kind in all_kinds()},
    )


@bp.post("/moderation/decisions/<thing:decision>/undo")
def undo(decision: int) -> ResponseReturnValue:
    found = _judged(decision)
    case_id = found.case_id
    with writing():
        by = moderator(current_viewer())
        is_undone = acting.take_back(_judged(decision), by)
    if is_undone:
        flash(_("Taken back."))
    return see_other(_after(case_id))


@bp.post("/moderation/decisions/<thing:decision>/words")
def update(decision: int) -> ResponseReturnValue:
    """The member reads the new words where the old ones stood."""
    form, case_id = WordsForm(), _judged(decision).case_id
    if not form.validate():
        flash(_("Write a sentence that explains it."))
        return see_other(_after(case_id))
    with writing():
        by, found = moderator(current_viewer()), _judged(decision)
        if found.words != form.words.data:
            found.words = form.words.data or ""
            audit.record(by.id, "decision.words", "decision", found.id)
    flash(_("Changed."))
    return see_other(_after(case_id))


def _judged(decision: int) -> Decision:
    viewer = current_viewer()
    found = find_decision(viewer, decision)
    return found if may_judge(viewer, found.subject) else abort(403)


def _after(case_id: int | None) -> str:
    return url_for("cases.show", case=case_id) if case_id else url_for("cases.index")
