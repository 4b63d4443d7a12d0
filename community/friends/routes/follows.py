from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from community.accounts.models import Profile
from community.core.answers import answer
from community.core.db import writing
from community.core.limits import limit
from community.friends.access import find_person, me
from community.friends.models import Follow, FollowRequest
from community.friends.queries import relation
from community.friends.viewer import current_viewer

bp = Blueprint("follows", __name__)


@bp.post("/people/<thing:profile>/follow")
def create(profile: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("follow", viewer.profile_id)
    with writing():
        person = find_person(viewer, profile)
        if person.id != viewer.profile_id:
            FollowRequest.follow_or_ask(me(viewer).id, person.id)
    return follow_button(person)


@bp.post("/people/<thing:profile>/unfollow")
def destroy(profile: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("follow", viewer.profile_id)
    with writing():
        person = find_person(viewer, profile)
        Follow.end(me(viewer).id, person.id)
        FollowRequest.end(me(viewer).id, person.id)
    return follow_button(person)


def follow_button(person: Profile) -> ResponseReturnValue:
    return answer(
        "friends/_follow_button.html",
        to=url_for("profiles.show", handle=person.handle),
        person=person,
        relation=relation(current_viewer(), person),
    )
