"""After whose act whose tastes are read again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from community.accounts.events import SessionsEnded
from community.accounts.models import Account, Profile
from community.catalog.models import Merge, Product
from community.collections.events import CollectionChanged
from community.collections.models import Collection, Piece
from community.core.kinds import ThingChanged, ThingRemoved, kind_named
from community.extensions import db
from community.friends.audience import Audienced
from community.friends.events import AudienceChanged
from community.moderation.events import Hidden
from community.polls.events import VoteCast
from community.purchases.events import Bought, Marked
from community.recommendations.events import TastesTurned
from community.recommendations.reading import read, read_again_who_keeps
from community.wishlists.events import ListChanged
from community.wishlists.models import Wishlist

HEARD = (Wishlist.kind, Collection.kind, "mark", "purchase")
MOST_EDITORS = 50


def of_list(said: ListChanged) -> None:
    owner_id = db.session.scalar(select(Wishlist.owner_id).where(Wishlist.id == said.list_id))
    _read([owner_id])


def of_collection(said: CollectionChanged) -> None:
    """Whoever put something in, be it taken out now."""
    whose = select(Piece.added_by_id).where(Piece.collection_id == said.collection_id)
    _read(db.session.scalars(whose.distinct().limit(MOST_EDITORS)))


def of_vote(said: VoteCast) -> None:
    _read([said.profile_id])


def of_mark(said: Marked) -> None:
    _read([said.owner_id])


def of_purchase(said: Bought) -> None:
    _read([said.owner_id])


def of_switch(said: TastesTurned) -> None:
    _read([said.profile_id])


def of_audience(said: AudienceChanged) -> None:
    _read_owner(said.kind, said.thing_id)


def of_hidden(said: Hidden) -> None:
    _read_owner(said.kind, said.thing_id)


def of_removed(said: ThingRemoved) -> None:
    if said.kind in HEARD:
        _read([said.owner_id])


def of_product(said: ThingChanged) -> None:
    """Made part of another, or itself again: the rows of all who keep it have moved."""
    if said.kind != Product.kind:
        return
    ends = Merge.loser_id, Merge.survivor_id
    merges = select(Merge.loser_id, Merge.survivor_id)
    merges = merges.where((ends[0] == said.thing_id) | (ends[1] == said.thing_id))
    products = {product_id for pair in db.session.execute(merges) for product_id in pair}
    if products:
        read_again_who_keeps(sorted(products))


def of_account(said: SessionsEnded) -> None:
    """Who leaves or is shut out is signed out."""
    query = select(Profile.id).join(Account, Account.id == Profile.account_id)
    _read([db.session.scalar(query.where(Account.id == said.account_id))])


def _read_owner(kind: str, thing_id: int) -> None:
    if kind == Collection.kind:
        of_collection(CollectionChanged(thing_id))
    elif kind in HEARD:
        model: type[Audienced] = kind_named(kind).model
        query = select(model.owner_id).where(model.id == thing_id)  # type: ignore[attr-defined]
        _read([db.session.scalar(query)])


def _read(profile_ids: Iterable[int | None]) -> None:
    """In one order, so that two who read wait for each other at most."""
    for profile_id in sorted(each for each in profile_ids if each):
        read(profile_id)
