"""The member answers a decision; a person answers the member."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.events import publish
from community.core.honeypot import is_trapped
from community.core.limits import limit, network_of_request
from community.core.upsert import insert_or_ignore
from community.friends.viewer import current_viewer
from community.moderation import acting, queries, words
from community.moderation.access import find_appeal, may_answer, moderator
from community.moderation.events import AppealAnswered
from community.moderation.forms import AnswerForm, AppealForm
from community.moderation.models import Appeal, Decision
from community.moderation.signing import decision_of

bp = Blueprint("appeals", __name__)


@bp.get("/appeal/<string(maxlength=80):token>")
@public
def show(token: str) -> ResponseReturnValue:
    decision = decision_of(token)
    return render_template("appeals/show.html", **_shown(token, decision), form=AppealForm())


@bp.post("/appeal/<string(maxlength=80):token>")
@public
def create(token: str) -> ResponseReturnValue:
    """One a decision, by a unique index; the first stands."""
    limit("appeal", network_of_request())
    decision, form = decision_of(token), AppealForm()
    if not form.validate():
        return invalid("appeals/show.html", **_shown(token, decision), form=form)
    if is_trapped():
        return see_other(url_for("appeals.show", token=token))
    with writing():
        values = {"decision_id": decision.id, "words": form.words.data, "state": "open"}
        insert_or_ignore(Appeal, {**values, "answer": ""})
    flash(_("Sent. Somebody else than who decided will read it."))
    return see_other(url_for("appeals.show", token=token))


@bp.get("/moderation/appeals")
def index() -> ResponseReturnValue:
    viewer = current_viewer()
    moderator(viewer)
    page = queries.open_appeals(request.args.get("after"))
    may = {appeal.id: may_answer(viewer, appeal) for appeal in page.items}
    shown = {"page": page, "may": may, "done": words.done()}
    return render_template("moderation/appeals.html", **shown, form=AnswerForm())


@bp.post("/moderation/appeals/<thing:appeal>/answer")
def update(appeal: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), AnswerForm()
    by = moderator(viewer)
    if not may_answer(viewer, find_appeal(viewer, appeal)):
        abort(403)
    if not form.validate():
        flash(_("Choose an answer, and write a sentence that explains it."))
        return see_other(url_for("appeals.index"))
    with writing():
        found = find_appeal(viewer, appeal)
        if found.settle(form.state.data, form.answer.data or ""):
            publish(AppealAnswered(found.id))
            if form.state.data == "granted":
                acting.take_back(found.decision, by, say=False)
    flash(_("Answered."))
    return see_other(url_for("appeals.index"))


def _shown(token: str, decision: Decision) -> dict[str, Any]:
    appeal = queries.appeal_on(decision.id)
    return {"token": token, "decision": decision, "appeal": appeal, "done": words.done()}
