"""Reviews, questions and answers: what one said of things."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, rows, title
from community.catalog.models import Product
from community.reviews.models import Answer, Helpful, Question, Review, ShopReply


def reviews(me: Profile) -> Iterable[Row]:
    """With what was answered later, and the shop's address, which is what it is about."""
    query = select(Review).where(Review.owner_id == me.id).options(
        joinedload(Review.product).selectinload(Product.offers),
        selectinload(Review.pictures),
        selectinload(Review.followups),
    )  # fmt: skip
    for review in rows(query.order_by(Review.id)):
        offer = review.product.offer
        yield {
            **columns(review),
            "product": review.product.title,
            "url": offer.url if offer else "",
            "pictures": [each.picture.digest for each in review.pictures],
            "followups": [columns(each, "id", "review_id") for each in review.followups],
        }


def questions(me: Profile) -> Iterable[Row]:
    query = select(Question).where(Question.owner_id == me.id, Question.removed_at.is_(None))
    for question in rows(query.options(joinedload(Question.product)).order_by(Question.id)):
        yield {**columns(question), "product": question.product.title}


def answers(me: Profile) -> Iterable[Row]:
    query = select(Answer).where(Answer.owner_id == me.id, Answer.removed_at.is_(None))
    for answer in rows(query.order_by(Answer.id)):
        asked = title(me, Question.kind, answer.question_id)
        yield {**columns(answer, "retailer_id"), "question": asked}


def helpful(me: Profile) -> Iterable[Row]:
    for vote in rows(select(Helpful).where(Helpful.profile_id == me.id)):
        yield {**columns(vote), "title": title(me, vote.kind, vote.thing_id)}


def shop_replies(me: Profile) -> Iterable[Row]:
    """Those one wrote for a shop."""
    query = select(ShopReply).where(ShopReply.by_id == me.id).order_by(ShopReply.id)
    for reply in rows(query):
        yield {**columns(reply, "by_id", "retailer_id"), "shop": reply.retailer.name}
