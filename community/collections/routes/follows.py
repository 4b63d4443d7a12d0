"""Following a collection: its news come to one's home."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from community.collections.access import find_collection
from community.collections.models import Collection, CollectionFollow
from community.core.answers import answer
from community.core.db import writing
from community.core.kinds import kind_of
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("collection_follows", __name__)


@bp.post("/collections/<thing:collection>/follow")
def create(collection: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("follow", viewer.profile_id)
    with writing():
        found = find_collection(viewer, collection)
        if not viewer.owns(found):
            CollectionFollow.begin(found, me(viewer))
    return _button(found, follows=not viewer.owns(found))


@bp.post("/collections/<thing:collection>/unfollow")
def destroy(collection: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("follow", viewer.profile_id)
    with writing():
        found = find_collection(viewer, collection)
        CollectionFollow.end(found, me(viewer).id)
    return _button(found, follows=False)


def _button(collection: Collection, follows: bool) -> ResponseReturnValue:
    to = kind_of(collection).address(collection)
    return answer("collections/_follow.html", to=to, collection=collection, follows=follows)
