"""Collections and pieces, found through the viewer."""

from __future__ import annotations

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, bindparam, or_
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from community.collections.audience import is_edited_by, opens_to
from community.collections.models import Collaborator, Collection, Piece
from community.extensions import db
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer


def find_collection(viewer: Viewer, collection_id: int) -> Collection:
    """With its owner, its editors and its tags."""
    return _visible.scalars(viewer, collection=collection_id).one_or_none() or abort(404)


@prebuilt
def _visible(viewer: Viewer) -> Select[Collection]:
    query = db.select(Collection).where(Collection.id == bindparam("collection"), opens_to(viewer))
    return query.options(
        joinedload(Collection.owner),
        selectinload(Collection.collaborators).joinedload(Collaborator.profile),
        selectinload(Collection.tags),
    )


def find_own_collection(viewer: Viewer, collection_id: int) -> Collection:
    query = db.select(Collection).where(
        Collection.id == collection_id, Collection.owner_id == viewer.profile_id
    )
    return db.session.scalar(query) or abort(404)


def find_edited(viewer: Viewer, collection_id: int) -> Collection:
    """The viewer’s own, or one that they edit."""
    query = db.select(Collection).where(Collection.id == collection_id, may_change(viewer))
    return db.session.scalar(query) or abort(404)


def find_piece(viewer: Viewer, piece_id: int) -> Piece:
    """A piece of a collection that the viewer may change."""
    query = (
        db.select(Piece)
        .join(Piece.collection)
        .where(Piece.id == piece_id, may_change(viewer))
        .options(contains_eager(Piece.collection))
    )
    return db.session.scalar(query) or abort(404)


def may_change(viewer: Viewer) -> ColumnElement[bool]:
    me = viewer.profile_id
    return or_(Collection.owner_id == me, and_(opens_to(viewer), is_edited_by(me)))


def may_edit(viewer: Viewer, collection: Collection) -> bool:
    """Of one that was found with its editors."""
    return viewer.owns(collection) or any(
        editor.profile_id == viewer.profile_id for editor in collection.collaborators
    )


def removed_piece_or_none(viewer: Viewer, collection: Collection, piece_id: int) -> Piece | None:
    query = (
        db.select(Piece)
        .where(
            Piece.id == piece_id,
            Piece.collection_id == collection.id,
            Piece.removed_at.is_not(None),
        )
        .options(joinedload(Piece.collection))
    )
    return db.session.scalar(query) if may_edit(viewer, collection) else None
