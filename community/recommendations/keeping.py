"""What a member keeps, read from what stands: wishes, pieces, marks, purchases, votes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from community.accounts.models import Account, Profile
from community.catalog.models import Product
from community.collections.audience import met_by
from community.collections.models import Collection, Piece
from community.core import clock
from community.core.clock import UtcDateTime
from community.core.site import current_site
from community.extensions import db
from community.friends.audience import listed_for
from community.friends.prebuilt import ME
from community.friends.viewer import Viewer
from community.polls.models import Option, Poll, Vote
from community.purchases.models import Mark, Purchase, State
from community.purchases.models.secret import is_kept_from_somebody
from community.purchases.seeing import may_meet
from community.recommendations.models import Reading
from community.wishlists.models import Occasion, Wish, Wishlist

VOTED, WANTED, OWNED = 1, 2, 3  # how much each says of a taste
MOST_KEPT = 5_000


@dataclass(frozen=True)
class Kept:
    product_id: int
    weight: int
    is_public: bool
    since: datetime


def kept_by(profile_id: int) -> list[Kept]:
    """The strongest word for each product and the first act, the oldest first.

    Left out: ideas for somebody else, what is put away, what moderators hid, purchases that
    nobody has heard of yet or that are kept from somebody, and votes against a thing. Whether
    someone has taken a present from a list is asked nowhere.
    """
    rows = db.session.execute(_kept(), {"me": profile_id})
    return [Kept(row.product_id, row.weight, bool(row.shown), row.since) for row in rows]


def may_count(profile_id: int) -> tuple[bool, bool]:
    """Whether the member is here and wants it; and whether they are no newcomer any more."""
    account, profile = Account, Profile
    query = (
        select(profile.created_at)
        .join(account, account.id == profile.account_id)
        .outerjoin(Reading, Reading.profile_id == profile.id)
        .where(profile.id == profile_id, profile.closed_at.is_(None))
        .where(account.may_come_in(clock.now()), func.coalesce(Reading.is_off, false()).is_(False))
    )
    begun = db.session.scalar(query)
    old = clock.now() - timedelta(days=current_site().newcomer_days)
    return begun is not None, begun is not None and begun <= old


@cache
def _kept() -> Select[Any]:
    stranger = Viewer()
    every = union_all(
        _wishes(stranger), _pieces(stranger), _marks(stranger), _purchases(stranger), _votes()
    ).subquery()
    of = every.c
    since = type_coerce(func.min(of.since), UtcDateTime()).label("since")
    itself = exists().where(Product.id == of.product_id, Product.merged_into_id.is_(None))
    return (
        select(
            of.product_id,
            func.max(of.weight).label("weight"),
            func.max(of.shown).label("shown"),
            since,
        )
        .where(of.product_id.is_not(None), itself)
        .group_by(of.product_id)
        .order_by(func.min(of.since).desc(), of.product_id)
        .limit(MOST_KEPT)
    )


def _row(product: Any, weight: Any, shown: ColumnElement[bool], since: Any) -> Select[Any]:
    flag = case((shown, 1), else_=0).label("shown")
    return select(product.label("product_id"), weight.label("weight"), flag, since.label("since"))


def _says(weight: int) -> ColumnElement[int]:
    return literal(weight, Integer)


def _wishes(stranger: Viewer) -> Select[Any]:
    for_oneself = Wishlist.occasion != Occasion.GIFTS.value
    return (
        _row(Wish.product_id, _says(WANTED), listed_for(Wishlist, stranger), Wish.created_at)
        .join(Wishlist, Wishlist.id == Wish.list_id)
        .where(Wishlist.owner_id == ME, Wishlist.archived_at.is_(None), for_oneself)
        .where(Wishlist.hidden_at.is_(None), Wish.removed_at.is_(None))
    )


def _pieces(stranger: Viewer) -> Select[Any]:
    return (
        _row(Piece.product_id, _says(WANTED), met_by(stranger), Piece.created_at)
        .join(Collection, Collection.id == Piece.collection_id)
        .where(Piece.added_by_id == ME, Collection.archived_at.is_(None))
        .where(Collection.hidden_at.is_(None), Piece.removed_at.is_(None))
    )


def _marks(stranger: Viewer) -> Select[Any]:
    weight = case((Mark.state == State.WANT.value, WANTED), else_=OWNED)
    shown = listed_for(Mark, stranger)
    query = _row(Mark.product_id, weight, shown, Mark.created_at)
    return query.where(Mark.owner_id == ME, Mark.hidden_at.is_(None))


def _purchases(stranger: Viewer) -> Select[Any]:
    query = _row(Purchase.product_id, _says(OWNED), may_meet(stranger), Purchase.created_at)
    told = Purchase.told_at.is_not(None), ~is_kept_from_somebody(Purchase.id)
    return query.where(Purchase.owner_id == ME, Purchase.hidden_at.is_(None), *told)


def _votes() -> Select[Any]:
    """For a product, or for buying the one that is asked about; nobody is shown them as theirs."""
    chosen = func.coalesce(Option.product_id, Poll.product_id)
    return (
        _row(chosen, _says(VOTED), false(), Vote.created_at)
        .join(Option, Option.id == Vote.option_id)
        .join(Poll, Poll.id == Vote.poll_id)
        .where(Vote.profile_id == ME, Poll.hidden_at.is_(None))
        .where(or_(Option.product_id.is_not(None), Option.answer == "yes"))
    )
