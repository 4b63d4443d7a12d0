"""What is said and asked of a team's products, as far as its member may read it."""

from __future__ import annotations

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import joinedload

from community.catalog.models import Offer
from community.core.pagination import Page, by_id
from community.extensions import db
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.retailers.models import Claim, Retailer
from community.reviews.access import answer_stands_of, is_met, question_is_met
from community.reviews.models import Question, Review
from community.reviews.models.review import is_counted
from community.reviews.queries import SIZE, for_feed

MOST_OPEN = 20


def reviews_at(viewer: Viewer, retailer: Retailer, after: str | None) -> Page[Review]:
    """The newest first, whatever stars they give; what a friend shows to friends is no shop's."""
    told = is_met(viewer), is_counted()
    query = for_feed(select(Review)).where(_sold(Review.product_id, retailer), *told)
    return by_id(query, Review.id, after, size=SIZE)


MOST_LATELY = 4
SHOP = bindparam("shop", type_=BigInteger)


def lately_at(viewer: Viewer, shop_id: int) -> list[Review]:
    """What was said last of things that a shop sells, for its page."""
    return list(_lately.scalars(viewer, shop=shop_id).unique())


@prebuilt
def _lately(viewer: Viewer) -> Select[Review]:
    sold = select(Offer.id).where(Offer.product_id == Review.product_id, Offer.shop_id == SHOP)
    query = select(Review).where(is_met(viewer), exists(sold))
    query = query.options(joinedload(Review.owner), joinedload(Review.product))
    return query.order_by(Review.id.desc()).limit(MOST_LATELY)


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
