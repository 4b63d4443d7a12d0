"""Selects over collections and pieces that compose."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased, joinedload

from community.catalog.models import Product
from community.collections.audience import is_edited_by, met_by, opens_to
from community.collections.models import Collection, CollectionFollow, CollectionTag, Piece
from community.core.images.models import Picture, Shown
from community.core.money import Money, total_by_currency
from community.extensions import db
from community.friends.prebuilt import ME, MEMBER, prebuilt
from community.friends.viewer import Viewer

QUILTED = 3
MOST = 200


@dataclass
class Shelf:
    """What a member finds on their page of collections."""

    own: list[Collection] = field(default_factory=list)
    shared: list[Collection] = field(default_factory=list)
    followed: list[Collection] = field(default_factory=list)
    archived: list[Collection] = field(default_factory=list)

    def __iter__(self) -> Any:
        return iter([*self.own, *self.shared, *self.followed, *self.archived])


def shelf_of(viewer: Viewer) -> Shelf:
    """One select, newest first."""
    shelf = Shelf()
    for row in _shelf.execute(viewer).unique():
        _part_of(shelf, row, viewer).append(row.Collection)
    return shelf


def _part_of(shelf: Shelf, row: Any, viewer: Viewer) -> list[Collection]:
    if viewer.owns(row.Collection):
        return shelf.archived if row.Collection.is_archived else shelf.own
    return shelf.shared if row.is_edited else shelf.followed


@prebuilt
def _shelf(viewer: Viewer) -> Select[Collection, bool]:
    me = viewer.profile_id
    edited, followed = is_edited_by(me), is_followed_by(me)
    mine = or_(Collection.owner_id == me, edited, followed)
    query = select(Collection, edited.label("is_edited")).where(met_by(viewer), mine)
    query = query.options(joinedload(Collection.owner))
    return query.order_by(Collection.id.desc()).limit(2 * MOST)


_follow = CollectionFollow.__table__.alias("a_collection_follow")


def is_followed_by(profile_id: Any) -> ColumnElement[bool]:
    columns = _follow.c
    there = exists(columns.id).where(
        columns.collection_id == Collection.id, columns.profile_id == profile_id
    )
    return there.correlate_except(_follow)


def followed_collection_ids(profile_id: Any) -> Select[int]:
    return select(_follow.c.collection_id).where(_follow.c.profile_id == profile_id)


def does_follow(viewer: Viewer, collection: Collection) -> bool:
    if viewer.profile_id is None:
        return False
    query = select(literal(1)).where(
        _follow.c.collection_id == collection.id, _follow.c.profile_id == viewer.profile_id
    )
    return db.session.scalar(query) is not None


def collections_for(viewer: Viewer) -> Select[Collection]:
    """Those the viewer may meet, with their owners."""
    living = select(Collection).where(met_by(viewer), Collection.archived_at.is_(None))
    return living.options(joinedload(Collection.owner))


def has_tag(tag: str) -> ColumnElement[bool]:
    return exists().where(CollectionTag.collection_id == Collection.id, CollectionTag.tag == tag)


def remixes_of(viewer: Viewer, collection_id: int, most: int) -> list[Collection]:
    return list(_remixes.scalars(viewer, source=collection_id, most=most).unique())


@prebuilt
def _remixes(viewer: Viewer) -> Select[Collection]:
    query = collections_for(viewer).where(Collection.source_id == bindparam("source"))
    return query.order_by(Collection.id.desc()).limit(bindparam("most"))


def pieces_of(collection_id: int, most: int) -> list[Piece]:
    """In their order, with what a tile or a row shows."""
    return list(db.session.scalars(_pieces(), {"id": collection_id, "most": most}).unique())


@cache
def _pieces() -> Select[Piece]:
    return (
        select(Piece)
        .where(Piece.collection_id == bindparam("id"), Piece.removed_at.is_(None))
        .options(
            joinedload(Piece.offer),
            joinedload(Piece.product).lazyload(Product.picture),
            joinedload(Piece.added_by),
        )
        .order_by(Piece.position, Piece.id)
        .limit(bindparam("most"))
    )


def totals_of(collection_id: int) -> list[Money]:
    """What everything with a price costs together, one sum a currency."""
    sums = db.session.execute(_sums(), {"id": collection_id})
    return total_by_currency([Money(int(amount or 0), currency) for currency, amount in sums])


@cache
def _sums() -> Select[str, int | None]:
    return (
        select(Piece.currency, func.sum(Piece.amount))
        .where(Piece.collection_id == bindparam("id"), Piece.removed_at.is_(None))
        .where(Piece.amount.is_not(None), Piece.currency != "")
        .group_by(Piece.currency)
    )


def covers(collections: list[Collection]) -> dict[int, list[Shown]]:
    """The first pictures of each, for quilts; one select for all."""
    found: dict[int, list[Shown]] = {collection.id: [] for collection in collections}
    for collection_id, *look in db.session.execute(_first_pictures(), {"ids": list(found)}):
        found[collection_id].append(Shown(*look))
    return found


@cache
def _first_pictures() -> Select[Any]:
    place = func.row_number().over(partition_by=Piece.collection_id, order_by=Piece.position)
    ranked = (
        select(Piece.collection_id, Piece.picture_id, Piece.position, place.label("place"))
        .where(Piece.collection_id.in_(bindparam("ids", expanding=True)))
        .where(Piece.removed_at.is_(None), Piece.picture_id.is_not(None))
        .subquery()
    )
    look = (Picture.digest, Picture.width, Picture.plain_ground, Picture.is_private)
    return (
        select(ranked.c.collection_id, *look)
        .join(Picture, Picture.id == ranked.c.picture_id)
        .where(ranked.c.place <= QUILTED)
        .order_by(ranked.c.collection_id, ranked.c.position)
    )


def shows(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    """A collection that the viewer may open holds the product; for `Kind.shows`."""
    return exists(
        select(Piece.id)
        .join(Piece.collection)
        .where(Piece.product_id == product_id, Piece.removed_at.is_(None), opens_to(viewer))
    )


def collections_with(viewer: Viewer, product_id: Any) -> Select[Collection, int]:
    """Collections with that product which the viewer may meet, and how many they are."""
    holds = exists().where(
        Piece.collection_id == Collection.id,
        Piece.product_id == product_id,
        Piece.removed_at.is_(None),
    )
    return collections_for(viewer).where(holds).add_columns(func.count().over().label("met"))


def to_collect_into(profile_id: int, product_id: int) -> tuple[list[Collection], list[Piece]]:
    """Where a member may put a product, the collection they used last first; and its pieces
    there, the newest first. One select."""
    rows = db.session.execute(_own_with_pieces(), {"me": profile_id, "product": product_id}).all()
    pieces = [row.piece for row in rows if row.piece]
    return [row.Collection for row in rows], sorted(pieces, key=lambda piece: -piece.id)


@cache
def _own_with_pieces() -> Select[Collection, Piece]:
    piece = aliased(Piece, name="piece")
    last = (
        select(func.max(Piece.id))
        .where(Piece.collection_id == Collection.id, Piece.added_by_id == ME)
        .correlate(Collection)
        .scalar_subquery()
    )
    standing = (piece.collection_id == Collection.id) & (piece.product_id == bindparam("product"))
    mine = or_(Collection.owner_id == ME, is_edited_by(ME) & opens_to(MEMBER))
    return (
        select(Collection, piece)
        .outerjoin(piece, standing & piece.removed_at.is_(None))
        .where(mine, Collection.archived_at.is_(None))
        .order_by(case((last.is_(None), 1), else_=0), last.desc(), Collection.id.desc())
        .limit(MOST)
    )


def piece_for(collection_id: int, product_id: int) -> Piece | None:
    """The one piece of a product in a collection, be it removed."""
    query = select(Piece).where(
        Piece.collection_id == collection_id, Piece.product_id == product_id
    )
    return db.session.scalar(query)
