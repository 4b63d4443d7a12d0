"""Selects over reviews and questions.

Friends' reviews come first, then those that helped most, then the newest. How many stars they
gave is nowhere in the order, and no review waits for others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core.ids import decode_or_none, encode
from community.core.pagination import Page, page_of
from community.extensions import db
from community.friends.audience import are_friends, listed_for
from community.friends.prebuilt import prebuilt
from community.friends.queries import followed_ids
from community.friends.viewer import Viewer
from community.purchases.models import Mark, State
from community.reviews.access import is_listed, question_is_listed
from community.reviews.models import Followup, Helpful, Question, Rating, Review, ShopReply
from community.reviews.models.rating import BARS

SIZE = 10
ABOVE_ALL = 2**31 - 1
MOST_OWNERS = 20
FRIENDS, OTHERS = "f", "o"
PRODUCT = bindparam("product", type_=BigInteger)


@dataclass(frozen=True)
class Listed:
    review: Review
    by_friend: bool = False


@dataclass(frozen=True)
class Filter:
    """Which of a product's reviews; `stars` whole ones, in which half a star less is counted."""

    stars: int = 0
    fit: str = ""
    with_photos: bool = False
    verified: bool = False

    @property
    def is_any(self) -> bool:
        return bool(self.stars or self.fit or self.with_photos or self.verified)

    @property
    def asked(self) -> dict[str, Any]:
        """As the address of the page says it."""
        photos, verified = self.with_photos or None, self.verified or None
        return {
            "stars": self.stars or None, "fit": self.fit or None,
            "photos": photos and 1, "verified": verified and 1,
        }  # fmt: skip

    def condition(self) -> ColumnElement[bool]:
        asked = [
            Review.stars.in_(list(BARS.values())[5 - self.stars]) if self.stars else true(),
            Review.fit == self.fit if self.fit else true(),
            Review.picture_count > 0 if self.with_photos else true(),
            Review.proved_at.is_not(None) if self.verified else true(),
        ]
        return and_(*asked)


def rating_of(product_id: int) -> Rating | None:
    """The numbers of everybody's reviews; None before the first."""
    query = select(Rating).where(Rating.product_id == product_id, Rating.count > 0)
    return db.session.scalar(query)


def own_review(viewer: Viewer, product_id: int) -> Review | None:
    """The viewer's own, one that can be put back too."""
    if not viewer.is_member:
        return None
    return _own.scalars(viewer, product=product_id).unique().one_or_none()


@prebuilt
def _own(viewer: Viewer) -> Select[Review]:
    query = for_cards(select(Review)).where(Review.owner_id == viewer.profile_id)
    return query.where(Review.product_id == PRODUCT)


def reviews_of(
    viewer: Viewer, product_id: int, after: str | None = None, *,
    only: Filter = Filter(), size: int = SIZE,
) -> Page[Listed]:  # fmt: skip
    """A page: the viewer's friends first; the viewer's own is left out."""
    phase, most, below_id = _start_of(after)
    asked = {"product": product_id, "most": most, "below": below_id, "size": size + 1}
    found: list[Review] = []
    if phase == FRIENDS and viewer.is_member:
        found = _read(viewer, _by_friends, _friends_built, only, asked)
        if len(found) > size:
            return _page([Listed(each, True) for each in found], size, FRIENDS)
    if phase == FRIENDS:
        asked |= {"most": ABOVE_ALL, "below": ABOVE_ALL}
    rest = _read(viewer, _by_others, _others_built, only, asked | {"size": size + 1 - len(found)})
    listed = [*(Listed(each, True) for each in found), *(Listed(each) for each in rest)]
    return _page(listed, size, OTHERS if len(found) < size else FRIENDS)


def _page(rows: list[Listed], size: int, phase: str) -> Page[Listed]:
    last = rows[size - 1].review if len(rows) > size else None
    cursor = f"{phase}-{encode(last.helpful_count)}-{encode(last.id)}" if last else None
    return Page(rows[:size], cursor)


def _start_of(after: str | None) -> tuple[str, int, int]:
    """A broken cursor starts at the top."""
    phase, _dash, rest = (after or "").partition("-")
    most, below_id = (decode_or_none(part) for part in (rest.partition("-")[::2]))
    if phase not in (FRIENDS, OTHERS) or most is None or below_id is None or most > ABOVE_ALL:
        return FRIENDS, ABOVE_ALL, ABOVE_ALL
    return phase, most, below_id


def _read(
    viewer: Viewer, build: Any, built: Any, only: Filter, asked: dict[str, int]
) -> list[Review]:
    if not only.is_any:
        return list(built.scalars(viewer, **asked).unique())
    query = build(viewer).where(only.condition())
    return list(db.session.scalars(query, asked).unique())


def _by_friends(viewer: Viewer) -> Select[Review]:
    """Few, so that it begins with them and not with the product's reviews."""
    followed = Review.owner_id.in_(followed_ids(viewer.profile_id))
    return _ranked(viewer).where(followed, are_friends(viewer.profile_id, Review.owner_id))


def _by_others(viewer: Viewer) -> Select[Review]:
    me = viewer.profile_id
    if me is None:
        return _ranked(viewer)
    return _ranked(viewer).where(Review.owner_id != me, ~are_friends(me, Review.owner_id))


def _ranked(viewer: Viewer) -> Select[Review]:
    most, last = bindparam("most", type_=BigInteger), bindparam("below", type_=BigInteger)
    same = and_(Review.helpful_count == most, Review.id < last)
    query = for_cards(select(Review)).where(Review.product_id == PRODUCT, is_listed(viewer))
    query = query.where(or_(Review.helpful_count < most, same))
    ordered = query.order_by(Review.helpful_count.desc(), Review.id.desc())
    return ordered.limit(bindparam("size"))


_friends_built, _others_built = prebuilt(_by_friends), prebuilt(_by_others)


def for_cards(query: Select[Any]) -> Select[Any]:
    """With all that a review's card says."""
    return query.options(
        joinedload(Review.owner).joinedload(Profile.account),
        selectinload(Review.pictures),
        selectinload(Review.followups.and_(Followup.answered_at.is_not(None))),
        selectinload(Review.replies.and_(ShopReply.hidden_at.is_(None))),
    )


def for_feed(query: Select[Any]) -> Select[Any]:
    return for_cards(query).options(joinedload(Review.product).selectinload(Product.offers))


def reviews_by(viewer: Viewer, owner_id: int) -> Select[Review]:
    """A member's, as far as the viewer may meet them."""
    return for_feed(select(Review)).where(Review.owner_id == owner_id, is_listed(viewer))


def public_reviews(product: Product, size: int = SIZE) -> list[Review]:
    """What everybody may read, as a shop's page shows it: nobody is known there."""
    if not product.is_on_show:
        return []
    return [each.review for each in reviews_of(Viewer(), product.id, size=size).items]


def friends_among(viewer: Viewer, owner_ids: list[int]) -> set[int]:
    if not viewer.is_member or not owner_ids:
        return set()
    query = select(Profile.id).where(
        Profile.id.in_(owner_ids), are_friends(viewer.profile_id, Profile.id)
    )
    return set(db.session.scalars(query))


def found_helpful(viewer: Viewer, kind: str, ids: list[int]) -> set[int]:
    """Those of `ids` that the viewer found helpful."""
    if not viewer.is_member or not ids:
        return set()
    mine = select(Helpful.thing_id).where(Helpful.profile_id == viewer.profile_id)
    return set(db.session.scalars(mine.where(Helpful.kind == kind, Helpful.thing_id.in_(ids))))


def questions_on(
    viewer: Viewer, product_id: int, after: str | None = None, size: int = SIZE
) -> Page[Question]:
    """The newest first."""
    before = decode_or_none(after)
    asked = {"product": product_id, "before": before or 2**63 - 1, "size": size + 1}
    return page_of(list(_questions.scalars(viewer, **asked).unique()), size)


@prebuilt
def _questions(viewer: Viewer) -> Select[Question]:
    before = bindparam("before", type_=BigInteger)
    query = select(Question).where(Question.product_id == PRODUCT, Question.id < before)
    query = query.where(question_is_listed(viewer)).options(joinedload(Question.owner))
    return query.order_by(Question.id.desc()).limit(bindparam("size"))


def who_shows_it(viewer: Viewer, product_id: int, owner_ids: list[int]) -> set[int]:
    """Those of whom the viewer may know that they have it, or had it."""
    if not owner_ids:
        return set()
    query = select(Mark.owner_id).where(Mark.product_id == product_id, listed_for(Mark, viewer))
    having = query.where(Mark.owner_id.in_(owner_ids), Mark.state.in_((State.HAVE, State.HAD)))
    reviewing = select(Review.owner_id).where(Review.product_id == product_id, is_listed(viewer))
    both = having.union(reviewing.where(Review.owner_id.in_(owner_ids)))
    return set(db.session.scalars(both))


def owners_to_ask(question: Question) -> list[int]:
    """Who shows to the asker that they have the thing, or has reviewed it: the latest twenty.

    Of whoever keeps that to themselves nobody is asked, since an answer would tell of it.
    """
    asker, product_id = Viewer(question.owner), question.product_id
    reviewers = select(Review.owner_id).where(Review.product_id == product_id, is_listed(asker))
    having = select(Mark.owner_id).where(Mark.product_id == product_id, listed_for(Mark, asker))
    having = having.where(Mark.state.in_((State.HAVE, State.HAD)))
    ids = [
        *db.session.scalars(reviewers.order_by(Review.id.desc()).limit(MOST_OWNERS + 1)),
        *db.session.scalars(having.order_by(Mark.changed_at.desc()).limit(MOST_OWNERS + 1)),
    ]
    return [each for each in dict.fromkeys(ids) if each != question.owner_id][:MOST_OWNERS]
