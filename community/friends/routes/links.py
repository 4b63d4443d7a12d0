from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.answers import see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.kinds import find_thing, kind_named
from community.core.limits import limit, network_of_request
from community.friends.access import find_link, me
from community.friends.models import ShareLink
from community.friends.models.invitation import LETTER
from community.friends.viewer import Viewer, current_viewer, keep_link

bp = Blueprint("links", __name__)

INVITE = "invite"


@bp.get("/l/<string(maxlength=64):key>")
@public
def open(key: str) -> ResponseReturnValue:  # noqa: A001
    """Take the link into the viewer's cookie and go on to what it opens."""
    limit("write", network_of_request())
    link = find_link(key)
    keep_link(key)
    if link.kind in (INVITE, LETTER):
        return see_other(url_for("invites.show"))
    # Through the viewer, since an address says what the thing is called.
    thing = find_thing(current_viewer(), link.kind, link.thing_id)
    return see_other(kind_named(link.kind).address(thing))


@bp.post("/share/<kind>/<thing:thing>")
@once
def create(kind: str, thing: int) -> ResponseReturnValue:
    """A link of its own for something of mine; an older one stays valid until it is revoked."""
    viewer = current_viewer()
    limit("invite", viewer.profile_id)
    with writing_once():
        found = _own(viewer, kind, thing)
        ShareLink.make(kind, found.id, me(viewer))
        to = keep_answer(kind_named(kind).address(found) + "#share")
    return see_other(to)


@bp.post("/share/<kind>/<thing:thing>/revoke")
def destroy(kind: str, thing: int) -> ResponseReturnValue:
    viewer = current_viewer()
    with writing():
        found = _own(viewer, kind, thing)
        ShareLink.revoke_all(kind, found.id)
    flash(_("The old link opens nothing any more."))
    return see_other(kind_named(kind).address(found) + "#share")


def _own(viewer: Viewer, kind: str, thing_id: int) -> Any:
    """Only what has an owner and an audience can be shared by link."""
    thing = find_thing(viewer, kind, thing_id)
    if not hasattr(thing, "owner_id") or not viewer.owns(thing):
        abort(404)
    return thing
