"""“Ana and 2 others like this”: told to whoever owns the thing, one row a thing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from community.core.kinds import kind_named
from community.extensions import db
from community.notifications.models import Notification
from community.notifications.readers import who_may_see
from community.notifications.telling import tell
from community.reactions.events import Liked
from community.reactions.models import Like


def liked(fact: Liked) -> None:
    """New likes only: who takes one back and gives it again is not told of twice."""
    thing: Any = db.session.get(kind_named(fact.kind).model, fact.thing_id)
    owner_id = getattr(thing, "owner_id", None)
    if owner_id in (None, fact.profile_id) or not _has_like(fact):
        return
    if not who_may_see([owner_id], fact.kind, fact.thing_id):
        return
    others = _count_others(fact, owner_id)
    row = db.session.scalar(
        select(Notification).filter_by(
            profile_id=owner_id, topic="liked", kind=fact.kind, thing_id=fact.thing_id
        )
    )
    if row is None or row.count < others:
        tell(owner_id, "liked", fact.kind, fact.thing_id, fact.profile_id, count=others)


def _has_like(fact: Liked) -> bool:
    own = select(Like.id).filter_by(
        kind=fact.kind, thing_id=fact.thing_id, profile_id=fact.profile_id
    )
    return db.session.scalar(own) is not None


def _count_others(fact: Liked, owner_id: int) -> int:
    query = select(func.count(Like.id)).where(
        Like.kind == fact.kind, Like.thing_id == fact.thing_id, Like.profile_id != owner_id
    )
    return db.session.scalar(query) or 0
