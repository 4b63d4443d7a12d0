from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, relationship

from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.kinds import ThingRemoved
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.retailers.models import Retailer
from community.reviews.events import ReviewChanged, ShopReplied

if TYPE_CHECKING:
    from community.reviews.models.review import Review


class ShopReply(Model):
    """What a shop that sells the product says to a review; one a review and shop.

    It is the shop's: whoever wrote it (`by_id`) may leave the team, and it stays.
    """

    __tablename__ = "review_replies"
    kind = "shop_reply"

    id: Mapped[int] = id_column()
    review_id: Mapped[int] = reference("reviews.id", index=False)
    retailer_id: Mapped[int] = reference("retailers.id")
    by_id: Mapped[int | None] = reference("profiles.id", on_delete="SET NULL", nullable=True)
    body: Mapped[str] = text_column(2000)
    created_at = stamp()
    edited_at = moment()
    hidden_at = moment()

    review: Mapped[Review] = relationship(overlaps="replies")
    retailer: Mapped[Retailer] = relationship(lazy="joined", innerjoin=True)

    __table_args__ = (UniqueConstraint("review_id", "retailer_id"),)

    @classmethod
    def say(cls, review: Review, retailer: Retailer, by_id: int, body: str) -> ShopReply:
        """The one there is, with other words, or a new one; its author is told of that."""
        pair = {"review_id": review.id, "retailer_id": retailer.id}
        is_new = insert_or_ignore(cls, {**pair, "by_id": by_id, "body": body})
        other = update(cls).filter_by(**pair).where(cls.body != body)
        if not is_new:
            change(other.values(body=body, by_id=by_id, edited_at=clock.now()))
        query = select(cls).filter_by(**pair).execution_options(populate_existing=True)
        reply = db.session.scalars(query).one()
        if is_new:
            publish(ShopReplied(review.id, reply.id, by_id))
        publish(ReviewChanged(review.id, review.product_id))
        return reply

    def remove(self) -> bool:
        review = self.review
        if not change(delete(ShopReply).where(ShopReply.id == self.id)):
            return False
        publish(ThingRemoved(self.kind, self.id))
        publish(ReviewChanged(review.id, review.product_id))
        return True
