"""Open topics hear that somebody has answered; how many did, the page asks for itself."""

from __future__ import annotations

from sqlalchemy import select

from community.core.ids import encode
from community.core.live import audience, tell
from community.extensions import db
from community.forums.events import Posted
from community.forums.models import Topic
from community.friends.audience import visible_to
from community.friends.viewer import Viewer


def join(viewer: Viewer, topic_id: int) -> list[str]:
    query = select(Topic.id).where(Topic.id == topic_id, visible_to(Topic, viewer))
    return [_room(topic_id)] if db.session.scalar(query) else []


def announce(fact: Posted) -> None:
    room = _room(fact.topic_id)
    message = {"room": "topic", "id": encode(fact.topic_id), "audience": audience(room)}
    tell("stale", message, room)


def _room(topic_id: int) -> str:
    return f"topic:{topic_id}"
