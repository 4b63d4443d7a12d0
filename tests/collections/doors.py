"""Who may use the addresses of collections; see tests/visibility/test_every_route.py."""

from __future__ import annotations

from typing import Any

from tests.visibility.who import AUDIENCE, OWNER
from tests.world import collection_by, piece_in

RULES = {
    "collection_pages.show": AUDIENCE,
    "collection_pages.rows": AUDIENCE,
    "collection_follows.create": AUDIENCE,
    "collection_follows.destroy": AUDIENCE,
    "remixes.new": AUDIENCE,
    "remixes.create": AUDIENCE,
    "collects.new": AUDIENCE,
    "collects.create": AUDIENCE,
    "collects.begin": AUDIENCE,
    "collects.destroy": AUDIENCE,
    "collections.edit": OWNER,
    "collections.update": OWNER,
    "collections.confirm": OWNER,
    "collections.destroy": OWNER,
    "collections.archive": OWNER,
    "collaborators.index": OWNER,
    "collaborators.create": OWNER,
    "collaborators.destroy": OWNER,
    "pieces.new": OWNER,
    "pieces.create": OWNER,
    "pieces.edit": OWNER,
    "pieces.update": OWNER,
    "pieces.destroy": OWNER,
    "pieces.restore": OWNER,
    "piece_places.update": OWNER,
    "piece_places.move": OWNER,
}

FORMS = {
    "collections.update": {"title": "Mine now", "audience": "public"},
    "collects.begin": {"title": "Mine now"},
    "remixes.create": {"title": "Mine now", "audience": "public"},
    "pieces.create": {"why": "Mine now"},
    "pieces.update": {"why": "Mine now"},
    "piece_places.move": {"to": "top"},
}


def things_of(owner: Any, audience: str) -> dict[str, Any]:
    collection = collection_by(owner, audience=audience)
    return {"collection": collection, "piece": piece_in(collection, "Slowly.")}
