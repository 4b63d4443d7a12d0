"""Who is told of a request to follow, and of its answer."""

from __future__ import annotations

from community.accounts.models import Profile
from community.core.db import writing
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import FollowRequest
from community.notifications.models import Notification


def told(profile) -> set[str]:
    deliver_all()
    return set(db.session.scalars(db.select(Notification.topic).filter_by(profile_id=profile.id)))


def test_a_request_is_told_and_so_is_the_yes(world, sign_in):
    with writing():
        db.session.get_one(Profile, world.mo.id).is_closed = True
    with writing():
        FollowRequest.follow_or_ask(world.cleo.id, world.mo.id)
    assert told(world.mo) == {"requested"}
    assert "asks to follow you" in sign_in("mo").get("/notifications").text
    with writing():
        FollowRequest.accept(world.cleo.id, world.mo.id)
    assert told(world.mo) == set()
    assert told(world.cleo) == {"accepted"}


def test_what_was_withdrawn_or_declined_is_not_told_any_more(world):
    with writing():
        db.session.get_one(Profile, world.mo.id).is_closed = True
    with writing():
        FollowRequest.follow_or_ask(world.cleo.id, world.mo.id)
    assert told(world.mo) == {"requested"}
    with writing():
        FollowRequest.end(world.cleo.id, world.mo.id)
    assert told(world.mo) == set() and told(world.cleo) == set()
