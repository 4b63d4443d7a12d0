"""How alike the tastes of two members are, from what one of them may see of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, Select, case, func, or_, select, union_all
from sqlalchemy.orm import aliased

from community.accounts.models import Profile
from community.catalog.models import Product
from community.collections.audience import met_by
from community.collections.models import Collection, Piece
from community.extensions import db
from community.friends.audience import listed_for
from community.friends.viewer import Viewer
from community.polls.models import Poll, Results, Vote
from community.wishlists.models import Wish, Wishlist

ENOUGH = 3
MOST_BRANDS = 5
MOST_THINGS = 100
MOST_KEPT = 400  # the latest of both, whose brands are compared
NAMED = 3


@dataclass(frozen=True)
class Match:
    """Two tastes, as one number with its reasons.

    c  things that both have put on a list or into a collection, worth 2 each
    b  brands that both have there, at most 5, worth 1 each
    n  polls that both answered, of which s in the same way, worth 1 each

    percent = 100 · (2c + b + s + 2) / (2c + b + n + 4)

    The 2 of 4 are a doubt that little evidence cannot outweigh: with nothing known it is 50 %, and
    one thing in common makes 67 %, not 100 %. Only answers that differ count against a match; not
    to have kept something says nothing. Below 2c + b + n = 3 no number is given. Only what
    the viewer may see of the other counts, so the two may see different numbers.
    """

    things: list[Product]
    thing_count: int
    brands: list[str]
    answers: int
    same_answers: int

    @property
    def evidence(self) -> int:
        return 2 * self.thing_count + len(self.brands) + self.answers

    @property
    def is_enough(self) -> bool:
        return self.evidence >= ENOUGH

    @property
    def percent(self) -> int:
        against = self.answers - self.same_answers
        return round(100 * (self.evidence - against + 2) / (self.evidence + 4))


def match_between(viewer: Viewer, person: Profile) -> Match | None:
    """None for oneself and for whoever is not signed in."""
    me = viewer.profile_id
    if me is None or me == person.id:
        return None
    things = select(Product).where(Product.id.in_(_kept_by_both(viewer, me, person.id)))
    found = list(db.session.scalars(things.order_by(Product.id.desc())).unique())
    answers, same = _answers(viewer, me, person.id)
    return Match(found[:NAMED], len(found), _brands(viewer, me, person.id), answers, same)


def kept(viewer: Viewer, by: Any = None, among: Any = None) -> CompoundSelect[Any]:
    """What stands on lists and in collections, as far as the viewer may meet it: product, whose it
    is, and the row’s id, which sorts by age. `by` are profile ids, `among` a select of products."""
    wished = (
        select(Wish.product_id, Wishlist.owner_id.label("who"), Wish.id.label("row"))
        .join(Wishlist, Wishlist.id == Wish.list_id)
        .where(listed_for(Wishlist, viewer), Wishlist.archived_at.is_(None))
        .where(Wish.removed_at.is_(None), Wish.product_id.is_not(None))
    )
    gathered = (
        select(Piece.product_id, Piece.added_by_id.label("who"), Piece.id.label("row"))
        .join(Collection, Collection.id == Piece.collection_id)
        .where(met_by(viewer), Collection.archived_at.is_(None))
        .where(Piece.removed_at.is_(None), Piece.product_id.is_not(None))
    )
    if by is not None:
        wished, gathered = (
            wished.where(Wishlist.owner_id.in_(by)),
            gathered.where(Piece.added_by_id.in_(by)),
        )
    if among is not None:
        wished = wished.where(Wish.product_id.in_(among))
        gathered = gathered.where(Piece.product_id.in_(among))
    return union_all(wished, gathered)


def kept_by(profile_id: int, viewer: Viewer) -> Select[Any]:
    """Products that a member keeps, as far as the viewer may meet them."""
    return select(kept(viewer, by=[profile_id]).subquery().c.product_id)


def _kept_by_both(viewer: Viewer, me: int, other: int) -> Select[Any]:
    both = kept(viewer, by=[me, other]).subquery().c
    return (
        select(both.product_id)
        .group_by(both.product_id)
        .having(func.count(both.who.distinct()) == 2)
        .order_by(both.product_id.desc())
        .limit(MOST_THINGS)
    )


def _brands(viewer: Viewer, me: int, other: int) -> list[str]:
    """From what the two keep alone: by name they would be sought among all products."""
    both = kept(viewer, by=[me, other]).subquery()
    latest = select(both).order_by(both.c.row.desc()).limit(MOST_KEPT).subquery()
    query = (
        select(Product.brand)
        .join(latest, latest.c.product_id == Product.id)
        .where(Product.brand != "")
        .group_by(Product.brand)
        .having(func.count(latest.c.who.distinct()) == 2)
        .order_by(Product.brand)
    )
    return list(db.session.scalars(query.limit(MOST_BRANDS)))


def _answers(viewer: Viewer, me: int, other: int) -> tuple[int, int]:
    """Polls that both answered, and how many alike; only where the results are open to the viewer,
    who has voted."""
    mine, theirs = aliased(Vote), aliased(Vote)
    alike = case((mine.option_id == theirs.option_id, 1), else_=0)
    open_to_voters = or_(Poll.results != Results.CLOSED.value, Poll.closed_at.is_not(None))
    row = db.session.execute(
        select(func.count(), func.coalesce(func.sum(alike), 0))
        .select_from(mine)
        .join(theirs, theirs.poll_id == mine.poll_id)
        .join(Poll, Poll.id == mine.poll_id)
        .where(mine.profile_id == me, theirs.profile_id == other)
        .where(listed_for(Poll, viewer), open_to_voters)
    ).one()
    return int(row[0]), int(row[1])
