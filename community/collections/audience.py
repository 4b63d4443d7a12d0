"""Who may open a collection: its audience, and those who gather with its owner."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_

from community.collections.models import Collaborator, Collection
from community.friends.audience import listed_for, no_block_between, visible_to
from community.friends.viewer import Viewer

# Made once, as in friends.audience: an alias costs more to make than the rest of a condition.
_collaborator = Collaborator.__table__.alias("a_collaborator")


def opens_to(viewer: Viewer) -> ColumnElement[bool]:
    return or_(visible_to(Collection, viewer), _gathers(viewer))


def met_by(viewer: Viewer) -> ColumnElement[bool]:
    """May meet it in lists and feeds: the same without a link."""
    return or_(listed_for(Collection, viewer), _gathers(viewer))


def is_edited_by(profile_id: Any) -> ColumnElement[bool]:
    columns = _collaborator.c
    there = exists(columns.id).where(
        columns.collection_id == Collection.id, columns.profile_id == profile_id
    )
    return there.correlate_except(_collaborator)


def _gathers(viewer: Viewer) -> ColumnElement[bool]:
    """A block ends it, and what moderators hid only the owner sees."""
    if viewer.profile_id is None:
        return false()
    return and_(
        is_edited_by(viewer.profile_id),
        Collection.hidden_at.is_(None),
        no_block_between(viewer, Collection.owner_id),
    )
