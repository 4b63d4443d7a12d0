"""An open list follows what its owner changes."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from community.core.ids import encode
from community.core.live import tell
from community.extensions import db
from community.friends.audience import visible_to
from community.friends.viewer import Viewer
from community.wishlists.events import ListChanged
from community.wishlists.models import Wishlist


def join(viewer: Viewer, list_id: int) -> Iterable[str]:
    query = select(Wishlist.id).where(Wishlist.id == list_id, visible_to(Wishlist, viewer))
    return [_room(list_id)] if db.session.scalar(query) else []


def announce(fact: ListChanged) -> None:
    tell("stale", {"room": "list", "id": encode(fact.list_id)}, _room(fact.list_id))


def _room(list_id: int) -> str:
    return f"list:{list_id}"
