"""Answers: written, thanked for, taken back."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import encode
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.reviews.access import (
    find_answer,
    find_question,
    find_removable_answer,
    team_named,
    teams_for,
)
from community.reviews.forms import AnswerForm
from community.reviews.models import Answer
from community.reviews.routes.questions import question_page

bp = Blueprint("question_answers", __name__)


@bp.post("/questions/<thing:question>/answers")
@once
def create(question: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_question(viewer, question)
    form = AnswerForm(teams_for(viewer, found.product_id))
    if not form.validate():
        return question_page(viewer, found, form)
    limit("answer", viewer.profile_id)
    with writing_once():
        found = find_question(viewer, question)
        named = form.team_id
        team = team_named(viewer, found.product_id, named) if named else None
        answer = Answer.write(found, me(viewer), form.body.data, team)
        to = keep_answer(_place(answer))
    flash(_("Your answer is there, and whoever asked hears of it."))
    return see_other(to)


@bp.post("/answers/<thing:answer>/thank")
def thank(answer: int) -> ResponseReturnValue:
    """The form says which state."""
    viewer = current_viewer()
    with writing():
        found = find_answer(viewer, answer)
        if not viewer.owns(found.question) or viewer.owns(found):
            abort(404)
        found.thank(me(viewer).id, request.form.get("wanted") == "1")
        to = _place(found)
    return see_other(to)


@bp.post("/answers/<thing:answer>/remove")
def destroy(answer: int) -> ResponseReturnValue:
    with writing():
        found = find_removable_answer(current_viewer(), answer)
        to = url_for("questions.show", question=found.question_id)
        found.remove()
    return see_other(to)


def _place(answer: Answer) -> str:
    anchor = f"answer-{encode(answer.id)}"
    return url_for("questions.show", question=answer.question_id, _anchor=anchor)
