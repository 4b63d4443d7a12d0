"""An open deal follows its number. While fewer than five take part its pages hear nothing: what a
page does not say, the moments of its messages must not say either."""

from __future__ import annotations

from sqlalchemy import select

from community.core.ids import encode
from community.core.live import audience, tell
from community.deals.access import opens_deal
from community.deals.events import DealMoved
from community.deals.models import Deal
from community.extensions import db
from community.friends.viewer import Viewer


def join(viewer: Viewer, deal_id: int) -> list[str]:
    query = select(Deal.id).where(Deal.id == deal_id, opens_deal(viewer))
    return [_room(deal_id)] if db.session.scalar(query) else []


def announce(fact: DealMoved) -> None:
    if fact.is_shown:
        room = _room(fact.deal_id)
        message = {"room": "deal", "id": encode(fact.deal_id), "audience": audience(room)}
        tell("stale", message, room)


def _room(deal_id: int) -> str:
    return f"deal:{deal_id}"
