"""Who is told of followers and of those who ask to be."""

from __future__ import annotations

from sqlalchemy import delete, exists, select

from community.core.db import change
from community.extensions import db
from community.friends.events import FollowAsked, Followed, RequestEnded
from community.friends.models import FollowRequest
from community.notifications.models import Notification
from community.notifications.telling import tell


def followed(fact: Followed) -> None:
    """The followed; or the follower, where the followed knows since they said yes."""
    if fact.was_asked:
        tell(fact.follower_id, "accepted", "profile", fact.followed_id, fact.followed_id)
    else:
        tell(fact.followed_id, "followed", "profile", fact.follower_id, fact.follower_id)


def asked(fact: FollowAsked) -> None:
    """Unless it was taken back before this was heard."""
    if _waits(fact):
        tell(fact.asked_id, "requested", "profile", fact.asker_id, fact.asker_id)


def ended(fact: RequestEnded) -> None:
    if not _waits(fact):
        told = delete(Notification).filter_by(topic="requested", kind="profile")
        about = told.filter_by(profile_id=fact.asked_id, thing_id=fact.asker_id)
        change(about)


def _waits(fact: FollowAsked | RequestEnded) -> bool:
    there = exists().where(
        FollowRequest.asker_id == fact.asker_id, FollowRequest.asked_id == fact.asked_id
    )
    return bool(db.session.scalar(select(there)))
