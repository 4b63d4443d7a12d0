"""Who may read reviews, questions and answers, and who may do what with them."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload

from community.catalog.models import Offer, Product
from community.extensions import db
from community.friends.audience import listed_for, no_block_between, visible_to
from community.friends.viewer import Viewer
from community.retailers.access import is_seated
from community.retailers.models import Claim, Retailer
from community.reviews.models import Answer, Question, Review, ShopReply


def is_seen(viewer: Viewer) -> ColumnElement[bool]:
    """A review that may be opened."""
    return and_(visible_to(Review, viewer), Review.removed_at.is_(None))


def is_listed(viewer: Viewer) -> ColumnElement[bool]:
    """One that may be met; what became of its product, the product's page knows."""
    return and_(listed_for(Review, viewer), Review.removed_at.is_(None))


def is_met(viewer: Viewer) -> ColumnElement[bool]:
    """One that may be met in feeds, away from its product."""
    return and_(is_listed(viewer), _stands(Review))


def question_is_seen(viewer: Viewer) -> ColumnElement[bool]:
    return and_(visible_to(Question, viewer), Question.removed_at.is_(None))


def question_is_listed(viewer: Viewer) -> ColumnElement[bool]:
    return and_(listed_for(Question, viewer), Question.removed_at.is_(None))


def question_is_met(viewer: Viewer) -> ColumnElement[bool]:
    return and_(question_is_listed(viewer), _stands(Question))


def _stands(model: Any) -> ColumnElement[bool]:
    """Its product is neither hidden nor part of another."""
    itself = Product.hidden_at.is_(None), Product.merged_into_id.is_(None)
    return exists().where(Product.id == model.product_id, *itself).correlate_except(Product)


def shows(model: Any) -> Any:
    """For `Kind.shows`: a review or a question that the viewer may open shows its product."""

    def shown(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
        stands = visible_to(model, viewer), model.removed_at.is_(None)
        return exists(select(model.id).where(model.product_id == product_id, *stands))

    return shown


def answer_is_listed(viewer: Viewer) -> ColumnElement[bool]:
    """Of a question that may be read; what a moderator hid, its author goes on seeing."""
    shown: ColumnElement[bool] = Answer.hidden_at.is_(None)
    if viewer.is_member:
        shown = or_(shown, Answer.owner_id == viewer.profile_id)
    return and_(Answer.removed_at.is_(None), shown, no_block_between(viewer, Answer.owner_id))


def answer_is_seen(viewer: Viewer) -> ColumnElement[bool]:
    """The same of an answer by itself."""
    question = select(Question.id).where(Question.id == Answer.question_id)
    return and_(answer_is_listed(viewer), exists(question.where(question_is_seen(viewer))))


def reply_is_seen(viewer: Viewer) -> ColumnElement[bool]:
    """Where the review may be read, while the shop takes part."""
    review = select(Review.id).where(Review.id == ShopReply.review_id, is_seen(viewer))
    team = select(Retailer.id).where(Retailer.id == ShopReply.retailer_id)
    takes_part = exists(team.where(Retailer.suspended_at.is_(None)))
    return and_(ShopReply.hidden_at.is_(None), takes_part, exists(review))


def find_review(viewer: Viewer, review_id: int) -> Review:
    query = select(Review).where(Review.id == review_id, is_seen(viewer))
    return _found(query.options(joinedload(Review.product), joinedload(Review.owner)))


def find_own_review(viewer: Viewer, review_id: int) -> Review:
    """One that was taken back, too."""
    query = select(Review).where(Review.id == review_id, Review.owner_id == viewer.profile_id)
    return _found(query.options(joinedload(Review.product)))


def find_question(viewer: Viewer, question_id: int) -> Question:
    query = select(Question).where(Question.id == question_id, question_is_seen(viewer))
    return _found(query.options(joinedload(Question.product), joinedload(Question.owner)))


def find_own_question(viewer: Viewer, question_id: int) -> Question:
    query = select(Question).where(Question.id == question_id)
    return _found(query.where(Question.owner_id == viewer.profile_id))


def find_answer(viewer: Viewer, answer_id: int) -> Answer:
    query = select(Answer).where(Answer.id == answer_id, answer_is_seen(viewer))
    return _found(query.options(joinedload(Answer.question)))


def find_removable_answer(viewer: Viewer, answer_id: int) -> Answer:
    """One's own, wherever it stands; a shop's, for those in its team."""
    mine = Answer.owner_id == viewer.profile_id
    ours = and_(Answer.is_shops, is_seated(viewer, Answer.retailer_id))
    query = select(Answer).where(Answer.id == answer_id, or_(mine, ours))
    return _found(query.options(joinedload(Answer.question)))


def find_reply(viewer: Viewer, reply_id: int) -> ShopReply:
    """For those in the shop's team."""
    query = select(ShopReply).where(ShopReply.id == reply_id)
    return _found(query.where(is_seated(viewer, ShopReply.retailer_id)))


def _found(query: Select[Any]) -> Any:
    return db.session.scalars(query).unique().one_or_none() or abort(404)


def teams_for(viewer: Viewer, product_id: int) -> list[Retailer]:
    """Those of the viewer's teams that have proved a shop which sells the product."""
    if not viewer.is_member:
        return []
    query = select(Retailer).where(_sells(product_id), is_seated(viewer, Retailer.id))
    return list(db.session.scalars(query.order_by(Retailer.id)))


def teams_to_reply(viewer: Viewer, review: Review) -> list[Retailer]:
    """To what everybody may read; what a friend shows to friends is no shop's."""
    return teams_for(viewer, review.product_id) if review.is_public else []


def _sells(product_id: int) -> ColumnElement[bool]:
    sold = select(Claim.id).join(Offer, Offer.shop_id == Claim.shop_id)
    sold = sold.where(Claim.retailer_id == Retailer.id, Claim.proved_at.is_not(None))
    return exists(sold.where(Offer.product_id == product_id))


def team_named(viewer: Viewer, product_id: int, retailer_id: int | None) -> Retailer:
    """The team for which the viewer speaks: the one that is named, or the only one."""
    teams = teams_for(viewer, product_id)
    named = [team for team in teams if retailer_id in (None, team.id)]
    return named[0] if named else abort(404)


def may_review(viewer: Viewer, product_id: int) -> bool:
    """Whoever sells it says what they have to say under the shop's name."""
    return viewer.is_member and not teams_for(viewer, product_id)


def answer_stands_of(retailer_id: int) -> ColumnElement[bool]:
    """The shop has answered the question."""
    said = select(Answer.id).where(Answer.question_id == Question.id, Answer.removed_at.is_(None))
    return exists(said.where(Answer.retailer_id == retailer_id))
