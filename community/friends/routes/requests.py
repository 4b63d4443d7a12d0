"""Answering those who ask to follow a closed profile; they withdraw by `follows.destroy`."""

from __future__ import annotations

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.db import writing
from community.core.limits import limit
from community.friends.access import find_person, me
from community.friends.models import FollowRequest
from community.friends.routes.follows import follow_button
from community.friends.viewer import current_viewer

bp = Blueprint("requests", __name__)


@bp.post("/people/<thing:profile>/accept")
def accept(profile: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("follow", viewer.profile_id)
    with writing():
        person = find_person(viewer, profile)
        was_there = FollowRequest.accept(person.id, me(viewer).id)
    if was_there:
        flash(_("%(name)s follows you now.", name=person.name))
    return follow_button(person)


@bp.post("/people/<thing:profile>/decline")
def decline(profile: int) -> ResponseReturnValue:
    """Nobody is told; the other one may ask again."""
    viewer = current_viewer()
    limit("follow", viewer.profile_id)
    with writing():
        person = find_person(viewer, profile)
        FollowRequest.end(person.id, me(viewer).id)
    return follow_button(person)
