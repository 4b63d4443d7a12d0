"""What is said and asked of a team's products, as far as its member may read it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import joinedload

from community.catalog.models import Offer
from community.core.pagination import Page, by_id
from community.extensions import db
from community.friends.viewer import Viewer
from community.retailers.models import Claim, Retailer
from community.reviews.access import answer_stands_of, is_met, question_is_met
from community.reviews.models import Question, Review
from community.reviews.queries import SIZE, for_feed

MOST_OPEN = 20


def reviews_at(viewer: Viewer, retailer: Retailer, after: str | None) -> Page[Review]:
    """The newest first, whatever stars they give."""
    query = for_feed(select(Review)).where(_sold(Review.product_id, retailer), is_met(viewer))
    return by_id(query, Review.id, after, size=SIZE)


def open_questions_at(viewer: Viewer, retailer: Retailer) -> list[Question]:
    """Those to which the shop has said nothing yet."""
    query: Select[Question] = select(Question).where(question_is_met(viewer))
    query = query.where(_sold(Question.product_id, retailer), ~answer_stands_of(retailer.id))
    query = query.options(joinedload(Question.product), joinedload(Question.owner))
    return list(db.session.scalars(query.order_by(Question.id.desc()).limit(MOST_OPEN)).unique())


def _sold(product_id: object, retailer: Retailer) -> ColumnElement[bool]:
    """A shop that the team has proved sells it."""
    sold = select(Offer.id).join(Claim, Claim.shop_id == Offer.shop_id)
    mine = Claim.retailer_id == retailer.id, Claim.proved_at.is_not(None)
    return exists(sold.where(Offer.product_id == product_id, *mine))
