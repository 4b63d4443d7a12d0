"""What the rest of the house hears of reviews and questions."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import joinedload

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import Fact, subscribe
from community.core.ids import encode
from community.core.kinds import Kind, Searched, Words, register_kind
from community.extensions import db
from community.purchases.events import PurchaseProved, Rewarded
from community.reviews import access, jobs
from community.reviews.events import QuestionChanged, ReviewChanged, ReviewWritten
from community.reviews.models import (
    Answer,
    Followup,
    Helpful,
    Question,
    Rating,
    Review,
    ReviewPicture,
    ShopReply,
)
from community.reviews.models.review import AUDIENCES
from community.reviews.queries import for_feed

__all__ = ["jobs", "register"]

LONGEST_TITLE = 80
CHANGING: tuple[type[Fact], ...] = (ReviewWritten, ReviewChanged, QuestionChanged)
SEARCH = Searched(
    lambda: _("Reviews"),
    "star",
    lambda review: Words(title_of(review), f"{review.body} {review.pros} {review.cons}"),
    {ReviewWritten: lambda said: said.review_id, ReviewChanged: lambda said: said.review_id},
    load=lambda query: query.options(joinedload(Review.product)),
)


def register() -> None:
    one_each = (Review.owner_id,)
    moves_with_product(Review.product_id, one_per=one_each, counted=_recount_both)
    moves_with_product(Question.product_id)
    register_kind(
        Kind(
            name=Review.kind,
            model=Review,
            noun=lambda: _("review"),
            visible=access.is_seen,
            listed=access.is_met,
            address=lambda review: url_for("reviews.show", review=review.id),
            title=lambda review: title_of(review),
            card="reviews/_feed_card.html",
            preload=for_feed,
            shows=access.shows(Review),
            search=SEARCH,
            may_be=lambda audience: true() if audience in AUDIENCES else false(),
            recount=_recount_ratings,
        )
    )
    _register_questions()
    _register_answers()
    cache.unseen(Followup, Helpful)
    cache.may_lag(Review, "helpful_count", "ask_at")
    cache.may_lag(Answer, "helpful_count")
    cache.may_lag(Rating)
    cache.may_lag(ReviewPicture)
    subscribe(PurchaseProved, _prove, name="reviews", durable=True)
    subscribe(Rewarded, _say_rewarded, name="reviews", durable=True)
    for fact in CHANGING:
        subscribe(fact, _freshen, name="pages")


def _register_questions() -> None:
    register_kind(
        Kind(
            name=Question.kind,
            model=Question,
            noun=lambda: _("question"),
            visible=access.question_is_seen,
            listed=access.question_is_met,
            address=lambda question: url_for("questions.show", question=question.id),
            title=lambda question: _short(question.body),
            preload=lambda query: query.options(joinedload(Question.owner)),
            shows=access.shows(Question),
            may_be=lambda audience: true() if audience in AUDIENCES else false(),
        )
    )


def _register_answers() -> None:
    register_kind(
        Kind(
            name=Answer.kind,
            model=Answer,
            noun=lambda: _("answer"),
            visible=access.answer_is_seen,
            listed=access.answer_is_seen,
            address=lambda answer: url_for(
                "questions.show", question=answer.question_id, _anchor=f"answer-{encode(answer.id)}"
            ),
            title=lambda answer: _short(answer.body),
            recount=_recount_answers,
        )
    )
    register_kind(
        Kind(
            name=ShopReply.kind,
            model=ShopReply,
            noun=lambda: _("shop’s reply"),
            visible=access.reply_is_seen,
            listed=access.reply_is_seen,
            address=lambda reply: url_for("reviews.show", review=reply.review_id),
            title=lambda reply: _short(reply.body),
        )
    )


def title_of(review: Review) -> str:
    """What it is called where it stands alone."""
    return review.title or _short(review.body)


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TITLE]


def _recount_ratings(which: ColumnElement[bool]) -> None:
    Rating.recount(db.session.scalars(select(Review.product_id).where(which)).all())


def _recount_both(source: int, target: int, number: int) -> None:
    Rating.recount([source, target])


def _recount_answers(which: ColumnElement[bool]) -> None:
    Question.recount(db.session.scalars(select(Answer.question_id).where(which)).all())


def _prove(fact: PurchaseProved) -> None:
    """What was reviewed before the shop's token came."""
    Review.prove(fact.profile_id, fact.product_id)


def _say_rewarded(fact: Rewarded) -> None:
    Review.say_rewarded(fact.profile_id, fact.product_id)


def _freshen(fact: Any) -> None:
    cache.touch("product", fact.product_id)
