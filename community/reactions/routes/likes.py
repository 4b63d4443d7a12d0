"""One like a member and thing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import answer, is_htmx, page
from community.core.db import writing
from community.core.kinds import kind_named
from community.core.limits import limit
from community.core.pagination import by_id
from community.core.text import safe_next
from community.friends.access import me
from community.friends.seen_as import can_be_seen_as
from community.friends.viewer import current_viewer
from community.reactions.access import find_liked
from community.reactions.cards import forget_hearts, has_comments, heart
from community.reactions.models import Like
from community.reactions.queries import likes_seen_by

bp = Blueprint("likes", __name__)
bp.add_app_template_global(heart)
bp.add_app_template_global(has_comments)


@bp.get("/likes/<kind>/<thing:thing>")
@public
@can_be_seen_as
def index(kind: str, thing: int) -> ResponseReturnValue:
    """The heart alone for htmx; else the people, as far as the viewer may meet them."""
    viewer, after = current_viewer(), request.args.get("after")
    found = find_liked(viewer, kind, thing)
    if is_htmx() and not after:
        return page("reactions/_heart_again.html", kind=kind, thing=found, is_live=True)
    likes = by_id(likes_seen_by(viewer, kind, found.id), Like.id, after)
    name = "reactions/_likers.html" if is_htmx() else "reactions/likes.html"
    return page(name, kind=kind, thing=found, likes=likes)


@bp.post("/likes/<kind>/<thing:thing>")
def create(kind: str, thing: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_liked(viewer, kind, thing)
        Like.give(kind, found.id, me(viewer).id)
    return _after(kind, found)


@bp.post("/likes/<kind>/<thing:thing>/remove")
def destroy(kind: str, thing: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_liked(viewer, kind, thing)
        Like.take_back(kind, found.id, me(viewer).id)
    return _after(kind, found)


def _after(kind: str, thing: Any) -> ResponseReturnValue:
    forget_hearts()
    return answer(
        "reactions/_heart_again.html",
        to=safe_next(request.form.get("next")) or kind_named(kind).address(thing),
        kind=kind,
        thing=thing,
        is_live="next" not in request.form,
    )
