from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Index, and_, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.kinds import ThingRemoved
from community.extensions import db
from community.friends.audience import Audience, Audienced
from community.retailers.models import Retailer
from community.reviews.events import Answered, AnswerThanked, QuestionAsked, QuestionChanged
from community.reviews.models.helpful import Helpful


class Question(Audienced, Model):
    """What somebody wants to know of a product, asked of everybody who has it."""

    __tablename__ = "questions"
    kind = "question"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id", index=False)
    body: Mapped[str] = text_column(500)
    answer_count: Mapped[int] = mapped_column(default=0)
    created_at = stamp()
    removed_at = moment()

    product: Mapped[Product] = relationship()

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint("answer_count >= 0", name="answer_count"),
        Index("ix_questions_product", "product_id", "id"),
    )

    @classmethod
    def ask(cls, product: Product, owner: Profile, body: str) -> Question:
        """Of everybody, so that the product is on show from then on."""
        question = cls(product_id=product.id, owner_id=owner.id, body=body)
        question.audience = Audience.PUBLIC.value
        db.session.add(question)
        db.session.flush()
        product.put_on_show()
        publish(QuestionAsked(question.id, product.id, owner.id))
        return question

    def remove(self) -> bool:
        """Taken back, once; its words go at once, and what was answered is shown to nobody."""
        standing = update(Question).where(Question.id == self.id, Question.removed_at.is_(None))
        if not change(standing.values(removed_at=clock.now(), body="")):
            return False
        publish(ThingRemoved(self.kind, self.id, self.owner_id))
        publish(QuestionChanged(self.id, self.product_id))
        return True

    @classmethod
    def recount(cls, question_ids: Iterable[int]) -> None:
        """How many answers stand, after any change of them; under the question's lock."""
        for question_id in sorted(set(question_ids)):
            held = select(cls.id).where(cls.id == question_id).with_for_update()
            db.session.execute(held)
            here = Answer.question_id == question_id, answer_stands()
            number = db.session.scalar(select(func.count(Answer.id)).where(*here))
            change(update(cls).where(cls.id == question_id).values(answer_count=number))


class Answer(Model):
    """To a question: by a member, or by one of a shop's team for the shop (`is_shops`)."""

    __tablename__ = "question_answers"
    kind = "answer"

    id: Mapped[int] = id_column()
    question_id: Mapped[int] = reference("questions.id", index=False)
    owner_id: Mapped[int] = reference("profiles.id")
    retailer_id: Mapped[int | None] = reference("retailers.id", on_delete="SET NULL", nullable=True)
    is_shops: Mapped[bool] = mapped_column(default=False)
    body: Mapped[str] = text_column(2000)
    helpful_count: Mapped[int] = mapped_column(default=0)
    created_at = stamp()
    thanked_at = moment()  # by who asked
    removed_at = moment()
    hidden_at = moment()

    question: Mapped[Question] = relationship()
    owner: Mapped[Profile] = relationship()
    retailer: Mapped[Retailer | None] = relationship()

    __table_args__ = (
        CheckConstraint("helpful_count >= 0", name="helpful_count"),
        Index("ix_question_answers_helpful", "question_id", "helpful_count", "id"),
    )

    @classmethod
    def write(
        cls, question: Question, owner: Profile, body: str, retailer: Retailer | None = None
    ) -> Answer:
        answer = cls(question_id=question.id, owner_id=owner.id, body=body)
        answer.retailer_id = retailer.id if retailer else None
        answer.is_shops = retailer is not None
        db.session.add(answer)
        db.session.flush()
        Question.recount([question.id])
        publish(Answered(answer.id, question.id, owner.id))
        publish(QuestionChanged(question.id, question.product_id))
        return answer

    def thank(self, by_id: int, wanted: bool) -> None:
        """Said by who asked; the form says which state."""
        there = Answer.thanked_at.is_(None) if wanted else Answer.thanked_at.is_not(None)
        here = update(Answer).where(Answer.id == self.id, there)
        if change(here.values(thanked_at=clock.now() if wanted else None)):
            publish(QuestionChanged(self.question_id, self.question.product_id))
            if wanted:
                publish(AnswerThanked(self.id, by_id))

    def remove(self) -> bool:
        """Taken back, once; its words go at once."""
        standing = update(Answer).where(Answer.id == self.id, Answer.removed_at.is_(None))
        blank: dict[str, Any] = {"body": "", "helpful_count": 0, "removed_at": clock.now()}
        if not change(standing.values(**blank)):
            return False
        change(delete(Helpful).where(Helpful.kind == self.kind, Helpful.thing_id == self.id))
        Question.recount([self.question_id])
        publish(ThingRemoved(self.kind, self.id, self.owner_id))
        publish(QuestionChanged(self.question_id, self.question.product_id))
        return True


def answer_stands() -> ColumnElement[bool]:
    return and_(Answer.removed_at.is_(None), Answer.hidden_at.is_(None))
