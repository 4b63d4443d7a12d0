"""What stands in a collection, and where its pages are."""

from __future__ import annotations

from community.collections.models import Collection, Piece
from community.collections.queries import pieces_of
from community.core.ids import encode
from community.extensions import db


def names(collection: Collection) -> list[str]:
    """What stands in it, in order."""
    return [piece.name for piece in pieces_of(collection.id, 500)]


def at(collection: Collection, rest: str = "") -> str:
    return f"/collections/{encode(collection.id)}{rest}"


def of(piece: Piece, rest: str) -> str:
    return f"/pieces/{encode(piece.id)}/{rest}"


def made_by(profile) -> list[Collection]:
    return db.session.query(Collection).filter_by(owner_id=profile.id).all()
