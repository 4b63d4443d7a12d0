"""An open collection follows what its people change."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from community.collections.audience import opens_to
from community.collections.events import CollectionChanged
from community.collections.models import Collection
from community.core.ids import encode
from community.core.live import tell
from community.extensions import db
from community.friends.viewer import Viewer


def join(viewer: Viewer, collection_id: int) -> Iterable[str]:
    query = select(Collection.id).where(Collection.id == collection_id, opens_to(viewer))
    return [_room(collection_id)] if db.session.scalar(query) else []


def announce(fact: CollectionChanged) -> None:
    message = {"room": "collection", "id": encode(fact.collection_id)}
    tell("stale", message, _room(fact.collection_id))


def _room(collection_id: int) -> str:
    return f"collection:{collection_id}"
