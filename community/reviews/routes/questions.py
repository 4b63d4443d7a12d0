"""Questions about a product, and what is answered."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import find_product
from community.core.access import public
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.cache import for_strangers
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer
from community.reviews.access import find_own_question, find_question, teams_for
from community.reviews.forms import AnswerForm, QuestionForm
from community.reviews.models import Question
from community.reviews.showing import answers_to, owners_among, questions_page

bp = Blueprint("questions", __name__)


@bp.get("/products/<thing:product>/questions")
@public
@for_strangers("after", kind="product", thing="product")
def index(product: int) -> ResponseReturnValue:
    viewer, after = current_viewer(), request.args.get("after")
    found = find_product(viewer, product)
    parts = questions_page(viewer, found, after)
    name = "questions/_rows.html" if is_htmx() and after else "questions/index.html"
    return page(name, form=QuestionForm(), **parts)


@bp.post("/products/<thing:product>/questions")
@once
def create(product: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), QuestionForm()
    found = find_product(viewer, product)
    if not form.validate():
        return invalid("questions/index.html", form=form, **questions_page(viewer, found, None))
    limit("question", viewer.profile_id)
    with writing_once():
        found = find_product(viewer, product)
        question = Question.ask(found, me(viewer), form.body.data)
        to = keep_answer(url_for("questions.show", question=question.id))
    flash(_("Asked. Whoever has it hears of your question, and you of their answers."))
    return see_other(to)


@bp.get("/questions/<thing:question>")
@public
def show(question: int) -> ResponseReturnValue:
    viewer = current_viewer()
    return question_page(viewer, find_question(viewer, question))


def question_page(
    viewer: Viewer, question: Question, form: AnswerForm | None = None
) -> ResponseReturnValue:
    answers = answers_to(viewer, question)
    teams = teams_for(viewer, question.product_id)
    return page(
        "questions/show.html",
        status=422 if form else 200,
        question=question,
        answers=answers,
        owners=owners_among(viewer, question.product_id, answers),
        teams=teams,
        ours={team.id for team in teams},
        form=form or AnswerForm(teams),
    )


@bp.post("/questions/<thing:question>/remove")
def destroy(question: int) -> ResponseReturnValue:
    with writing():
        found = find_own_question(current_viewer(), question)
        found.remove()
        to = url_for("product_pages.show", product=found.product, _anchor="questions")
    flash(_("Your question is gone, with what was answered."))
    return see_other(to)
