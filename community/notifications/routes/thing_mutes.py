"""A thing that a member wants to hear nothing of any more, and of which again."""

from __future__ import annotations

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import see_other
from community.core.db import writing
from community.core.kinds import find_thing, kind_named
from community.core.limits import limit
from community.core.text import safe_next
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.notifications.choices import mute, muted_of, unmute

bp = Blueprint("thing_mutes", __name__)


@bp.app_template_global()
def is_muted_here(kind: str, thing_id: int) -> bool:
    viewer = current_viewer()
    about = {(kind, thing_id)}
    return viewer.profile is not None and bool(muted_of(viewer.profile.id, about))


@bp.post("/mutes/<kind>/<thing:thing>")
def create(kind: str, thing: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_thing(viewer, kind, thing)
        mute(me(viewer).id, kind, found.id)
    flash(_("You hear no more of this. Its page brings it back."))
    return see_other(safe_next(request.form.get("next")) or kind_named(kind).address(found))


@bp.post("/mutes/<kind>/<thing:thing>/remove")
def destroy(kind: str, thing: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_thing(viewer, kind, thing)
        unmute(me(viewer).id, kind, found.id)
    flash(_("You hear of this again."))
    return see_other(safe_next(request.form.get("next")) or kind_named(kind).address(found))
