from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    delete,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.images.models import Picture
from community.core.kinds import ThingRemoved
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.audience import Audience, Audienced
from community.reviews.events import ReviewChanged, ReviewWritten
from community.reviews.models.followup import Followup
from community.reviews.models.helpful import Helpful
from community.reviews.models.rating import Rating
from community.reviews.models.reply import ShopReply

# Whom a review may be for. It is written to be read by people who do not know its author.
AUDIENCES = (Audience.PUBLIC, Audience.FOLLOWERS, Audience.FRIENDS)
FIRST_ASKED = timedelta(days=30)
LONGEST_POINTS = 600


@dataclass(frozen=True)
class Said:
    """What a review says; `html` is `clean_markdown(body)`, `stars` are half ones."""

    stars: int
    title: str = ""
    body: str = ""
    html: str = ""
    pros: str = ""
    cons: str = ""
    fit: str = ""
    size: str = ""
    incentive: str = ""


class Review(Audienced, Model):
    """What a member says of a product; one a member and product.

    It is for everybody unless its author says followers or friends, since a review speaks of the
    thing to whoever thinks of buying it. Blocks hold both ways, a moderator hides it, and whoever
    has a closed profile begins with followers. Only what is for everybody is counted in `Rating`.
    A review that was taken back may be put back for a day; then its words are gone.
    """

    __tablename__ = "reviews"
    kind = "review"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id", index=False)
    stars: Mapped[int] = mapped_column()  # half stars
    title: Mapped[str] = text_column(120)
    body: Mapped[str] = text_column(4000)
    html: Mapped[str] = text_column(32_768)
    pros: Mapped[str] = text_column(LONGEST_POINTS)  # one a line
    cons: Mapped[str] = text_column(LONGEST_POINTS)
    fit: Mapped[str] = text_column(5)
    size: Mapped[str] = text_column(20)
    incentive: Mapped[str] = text_column(5)  # `said` by the author, `given` by the shop
    proved_at = moment()  # a shop signed that they bought it
    helpful_count: Mapped[int] = mapped_column(default=0)
    picture_count: Mapped[int] = mapped_column(default=0)
    ask_at = moment(index=True)  # when the author is asked next whether they are still happy
    created_at = stamp()
    edited_at = moment()
    removed_at = moment(index=True)

    product: Mapped[Product] = relationship()
    pictures: Mapped[list[ReviewPicture]] = relationship(
        order_by="ReviewPicture.position", passive_deletes=True
    )
    followups: Mapped[list[Followup]] = relationship(
        order_by="Followup.months", passive_deletes=True
    )
    replies: Mapped[list[ShopReply]] = relationship(order_by="ShopReply.id", passive_deletes=True)

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint("stars BETWEEN 1 AND 10", name="stars"),
        CheckConstraint("fit IN ('', 'small', 'true', 'large')", name="fit"),
        CheckConstraint("incentive IN ('', 'said', 'given')", name="incentive"),
        CheckConstraint("helpful_count >= 0", name="helpful_count"),
        UniqueConstraint("owner_id", "product_id"),
        Index("ix_reviews_product_helpful", "product_id", "helpful_count", "id"),
    )

    @classmethod
    def of(cls, owner_id: int | None, product_id: int) -> Review | None:
        """The member's own, one that was taken back too."""
        query = select(cls).where(cls.owner_id == owner_id, cls.product_id == product_id)
        return db.session.scalar(query.execution_options(populate_existing=True))

    @classmethod
    def write(
        cls, product: Product, owner: Profile, said: Said, *, is_proved: bool = False
    ) -> Review | None:
        """For everybody, until `show_to` says otherwise; None when there is one."""
        now = clock.now()
        fresh = {
            **asdict(said), "audience": Audience.PUBLIC.value, "ask_at": now + FIRST_ASKED,
            "proved_at": now if is_proved else None,
        }  # fmt: skip
        pair = {"owner_id": owner.id, "product_id": product.id}
        zeros = {"helpful_count": 0, "picture_count": 0}
        if not insert_or_ignore(cls, {**pair, **fresh, **zeros}):
            gone = update(cls).filter_by(**pair).where(cls.removed_at.is_not(None))
            again = {"removed_at": None, "created_at": now, "edited_at": None}
            if not change(gone.values(**again, **zeros, **fresh)):
                return None
        review = cls.of(owner.id, product.id)
        assert review
        review._start_over()
        Rating.recount([product.id])
        publish(ReviewWritten(review.id, product.id, owner.id))
        return review

    def _start_over(self) -> None:
        """Nothing that belonged to words which were taken back belongs to these."""
        for model in (ReviewPicture, Followup, ShopReply):
            change(delete(model).where(model.review_id == self.id))

    def edit(self, said: Said) -> None:
        """What a shop gave for it goes on being said."""
        given = "given" if self.incentive == "given" else said.incentive
        values = {**asdict(said), "incentive": given}
        if any(getattr(self, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(self, name, value)
            self.edited_at = clock.now()
            self.tell_of_change()

    def hang(self, pictures: Iterable[Picture], most: int) -> None:
        """At the end; what is more than `most` stays away."""
        there = len(self.pictures)
        for place, picture in enumerate(list(pictures)[: max(most - there, 0)], there):
            row = {"review_id": self.id, "picture_id": picture.id, "position": place}
            insert_or_ignore(ReviewPicture, row)
        self._count_pictures()

    def take_down(self, picture_ids: Iterable[int]) -> None:
        ids = list(picture_ids)
        if ids:
            mine = delete(ReviewPicture).where(ReviewPicture.review_id == self.id)
            change(mine.where(ReviewPicture.id.in_(ids)))
            self._count_pictures()

    def _count_pictures(self) -> None:
        db.session.flush()
        db.session.expire(self, ["pictures"])
        self.picture_count = len(self.pictures)

    def remove(self) -> bool:
        """Out of sight at once, once; its words go in a day, and who found it helpful at once."""
        if not self._mark(Review.removed_at.is_(None), clock.now()):
            return False
        change(delete(Helpful).where(Helpful.kind == self.kind, Helpful.thing_id == self.id))
        publish(ThingRemoved(self.kind, self.id, self.owner_id))
        return True

    def restore(self) -> bool:
        return self._mark(Review.removed_at.is_not(None), None)

    def _mark(self, as_it_is: ColumnElement[bool], moment: datetime | None) -> bool:
        here = update(Review).where(Review.id == self.id, as_it_is)
        if not change(here.values(removed_at=moment, helpful_count=0)):
            return False
        db.session.refresh(self)
        self.tell_of_change()
        return True

    def tell_of_change(self) -> None:
        """After any change of what it says or of who may read it."""
        db.session.flush()
        Rating.recount([self.product_id])
        publish(ReviewChanged(self.id, self.product_id))

    @classmethod
    def prove(cls, owner_id: int, product_id: int) -> bool:
        """A shop signed that they bought it."""
        mine = update(cls).where(cls.owner_id == owner_id, cls.product_id == product_id)
        return bool(change(mine.where(cls.proved_at.is_(None)).values(proved_at=clock.now())))

    @classmethod
    def say_rewarded(cls, owner_id: int, product_id: int) -> bool:
        """The shop gave them something: said from then on, whatever the author says."""
        mine = update(cls).where(cls.owner_id == owner_id, cls.product_id == product_id)
        return bool(change(mine.where(cls.incentive != "given").values(incentive="given")))


def is_counted() -> ColumnElement[bool]:
    """In the numbers of its product."""
    stands = Review.removed_at.is_(None), Review.hidden_at.is_(None)
    return and_(Review.audience == Audience.PUBLIC.value, *stands)


class ReviewPicture(Model):
    __tablename__ = "review_pictures"

    id: Mapped[int] = id_column()
    review_id: Mapped[int] = reference("reviews.id", index=False)
    picture_id: Mapped[int] = reference("pictures.id")
    position: Mapped[int] = mapped_column(default=0)

    picture: Mapped[Picture] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("review_id", "picture_id"),)
