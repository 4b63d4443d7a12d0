"""The order of pieces. Places are renumbered in one transaction; removed pieces keep theirs."""

from __future__ import annotations

from sqlalchemy import select, update

from community.collections.models import Collection, Piece
from community.core.ordering import placed, rearranged, stepped
from community.extensions import db


def arrange(collection: Collection, piece_ids: list[int]) -> None:
    """Give the named pieces, in this order, the places they hold among them now."""
    collection.lock()
    rows = _rows(collection.id)
    living = [piece_id for piece_id, _place, removed_at in rows if removed_at is None]
    order = rearranged([row[0] for row in rows], living, piece_ids)
    before = {piece_id: place for piece_id, place, _removed_at in rows}
    moved = [
        {"id": piece_id, "position": place}
        for place, piece_id in enumerate(order, 1)
        if before[piece_id] != place
    ]
    if moved:
        db.session.execute(update(Piece), moved)
    collection.announce_change()


def place_at(piece: Piece, place: int) -> None:
    """Put the piece at a place, counted from 0, of those that are there."""
    piece.collection.lock()
    living = _living(piece.collection_id)
    if piece.id in living:
        arrange(piece.collection, placed(living, piece.id, place))


def step(piece: Piece, to: str) -> None:
    """`to`: up, down, top or bottom."""
    piece.collection.lock()
    living = _living(piece.collection_id)
    if piece.id in living:
        arrange(piece.collection, stepped(living, piece.id, to))


def _rows(collection_id: int) -> list[tuple[int, int, object]]:
    query = select(Piece.id, Piece.position, Piece.removed_at)
    query = query.where(Piece.collection_id == collection_id)
    return [tuple(row) for row in db.session.execute(query.order_by(Piece.position, Piece.id))]


def _living(collection_id: int) -> list[int]:
    return [piece_id for piece_id, _place, removed_at in _rows(collection_id) if not removed_at]
