"""From reviews and questions to those who are told: owners who are asked, who asked, who wrote."""

from __future__ import annotations

from community.core.events import subscribe
from community.extensions import db
from community.notifications.readers import who_may_see
from community.notifications.telling import tell_all
from community.reviews.events import (
    Answered,
    AnswerThanked,
    QuestionAsked,
    ShopReplied,
    StillHappyAsked,
)
from community.reviews.models import Answer, Question, Review
from community.reviews.queries import owners_to_ask


def listen() -> None:
    subscribe(QuestionAsked, asked_owners, name="notify", durable=True)
    subscribe(Answered, answered, name="notify", durable=True)
    subscribe(AnswerThanked, thanked, name="notify", durable=True)
    subscribe(ShopReplied, shop_replied, name="notify", durable=True)
    subscribe(StillHappyAsked, still_happy, name="notify", durable=True)


def asked_owners(fact: QuestionAsked) -> None:
    """Some of those who show to the asker that they have the thing."""
    question = db.session.get(Question, fact.question_id)
    if question is not None and question.removed_at is None:
        ids = who_may_see(owners_to_ask(question), Question.kind, question.id)
        tell_all(ids, "asks_owner", Question.kind, question.id, question.owner_id)


def answered(fact: Answered) -> None:
    """A shop answers in its own name, so that nobody of its team is named."""
    answer = db.session.get(Answer, fact.answer_id)
    if answer is None or answer.removed_at is not None or answer.hidden_at is not None:
        return
    asker = answer.question.owner_id
    if asker != answer.owner_id and who_may_see([asker], Answer.kind, answer.id):
        topic = "shop_answered" if answer.is_shops else "answered"
        actor = None if answer.is_shops else answer.owner_id
        tell_all([asker], topic, Question.kind, answer.question_id, actor)


def thanked(fact: AnswerThanked) -> None:
    answer = db.session.get(Answer, fact.answer_id)
    if answer is not None and answer.thanked_at is not None:
        ids = who_may_see([answer.owner_id], Answer.kind, answer.id)
        tell_all(ids, "thanked", Answer.kind, answer.id, fact.by_id)


def shop_replied(fact: ShopReplied) -> None:
    review = db.session.get(Review, fact.review_id)
    if review is not None and review.owner_id != fact.by_id:
        ids = who_may_see([review.owner_id], Review.kind, review.id)
        tell_all(ids, "shop_replied", Review.kind, review.id, None)


def still_happy(fact: StillHappyAsked) -> None:
    ids = who_may_see([fact.owner_id], Review.kind, fact.review_id)
    tell_all(ids, "still_happy", Review.kind, fact.review_id, None)
