"""Who made what a remix was made from, as far as the viewer may know."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.collections.audience import met_by
from community.collections.models import Collection
from community.extensions import db
from community.friends.audience import is_blocked
from community.friends.viewer import Viewer


@dataclass(frozen=True)
class Credit:
    """`source` only where the viewer may open it; else words that were public."""

    title: str
    name: str
    source: Collection | None = None


def credit_of(viewer: Viewer, collection: Collection) -> Credit | None:
    """Nothing of what is private, nor of somebody on the other side of a block. What is gone keeps
    the name it had in public."""
    if collection.source_id is not None:
        source = _source(viewer, collection.source_id)
        return Credit(source.title, source.owner.name, source) if source else None
    if not collection.source_title or _is_apart(viewer, collection.source_owner_id):
        return None
    return Credit(collection.source_title, collection.source_name)


def _source(viewer: Viewer, source_id: int) -> Collection | None:
    query = select(Collection).where(Collection.id == source_id, met_by(viewer))
    return db.session.scalar(query.options(joinedload(Collection.owner)))


def _is_apart(viewer: Viewer, owner_id: int | None) -> bool:
    if viewer.profile_id is None or owner_id is None:
        return False
    return bool(db.session.scalar(select(is_blocked(viewer.profile_id, owner_id))))
