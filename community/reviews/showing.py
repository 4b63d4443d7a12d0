"""What the pages of reviews and questions are drawn from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from community.catalog.models import Product
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.reviews.access import answer_is_listed, may_review
from community.reviews.models import Answer, Question
from community.reviews.queries import (
    Filter,
    own_review,
    questions_on,
    rating_of,
    reviews_of,
    who_shows_it,
)

ON_PRODUCT = 3
BEST = 2
MOST_ANSWERS = 100


def on_product(viewer: Viewer, product: Product) -> dict[str, Any]:
    """The two pieces of a product's page."""
    questions = questions_on(viewer, product.id, size=ON_PRODUCT)
    return {
        "rating": rating_of(product.id),
        "own_review": own_review(viewer, product.id),
        "reviews": reviews_of(viewer, product.id, size=ON_PRODUCT),
        "questions": questions,
        "answers": best_answers(viewer, questions.items),
    }


def reviews_page(
    viewer: Viewer, product: Product, only: Filter, after: str | None
) -> dict[str, Any]:
    return {
        "product": product,
        "rating": rating_of(product.id),
        "own_review": own_review(viewer, product.id),
        "reviews": reviews_of(viewer, product.id, after, only=only),
        "only": only,
        "asked": only.asked,
        "may_review": may_review(viewer, product.id),
    }


def questions_page(viewer: Viewer, product: Product, after: str | None) -> dict[str, Any]:
    questions = questions_on(viewer, product.id, after)
    return {
        "product": product,
        "questions": questions,
        "answers": best_answers(viewer, questions.items),
    }


def best_answers(viewer: Viewer, questions: list[Question]) -> dict[int, list[Answer]]:
    """Of each question the two that helped most; the one who asked has the first word."""
    found: dict[int, list[Answer]] = {question.id: [] for question in questions}
    ids = [question.id for question in questions if question.answer_count]
    if ids:
        rows = _answers.scalars(viewer, ids=ids).unique()
        for answer in rows:
            if len(found[answer.question_id]) < BEST:
                found[answer.question_id].append(answer)
    return found


def answers_to(viewer: Viewer, question: Question) -> list[Answer]:
    return list(_answers.scalars(viewer, ids=[question.id]).unique())


@prebuilt
def _answers(viewer: Viewer) -> Select[Answer]:
    asked = Answer.question_id.in_(bindparam("ids", expanding=True))
    query = select(Answer).where(asked, answer_is_listed(viewer))
    query = query.options(joinedload(Answer.owner), joinedload(Answer.retailer))
    ordered = query.order_by(Answer.thanked_at.is_(None), Answer.helpful_count.desc(), Answer.id)
    return ordered.limit(MOST_ANSWERS)


def owners_among(viewer: Viewer, product_id: int, answers: list[Answer]) -> set[int]:
    """Those who answer from having it, as far as the viewer may know."""
    people = [answer.owner_id for answer in answers if not answer.is_shops]
    return who_shows_it(viewer, product_id, people)
