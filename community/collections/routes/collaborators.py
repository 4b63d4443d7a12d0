"""Who gathers with a collection’s owner."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.collections.access import find_collection, find_own_collection, may_edit
from community.collections.forms import EditorForm
from community.collections.models import Collaborator
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.limits import limit
from community.friends.viewer import current_viewer

bp = Blueprint("collaborators", __name__)


@bp.get("/collections/<thing:collection>/people")
def index(collection: int) -> ResponseReturnValue:
    found = find_own_collection(current_viewer(), collection)
    return page("collections/people.html", collection=found, form=EditorForm())


@bp.post("/collections/<thing:collection>/people")
def create(collection: int) -> ResponseReturnValue:
    found = find_own_collection(current_viewer(), collection)
    form = EditorForm()
    if not form.validate() or form.person is None:
        return invalid("collections/people.html", collection=found, form=form)
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_own_collection(current_viewer(), collection)
        Collaborator.add(found, form.person)
    flash(_("%(name)s gathers with you now.", name=form.person.first_name))
    return see_other(url_for("collaborators.index", collection=found))


@bp.post("/collections/<thing:collection>/people/<thing:profile>/remove")
def destroy(collection: int, profile: int) -> ResponseReturnValue:
    """The owner sends anybody away; everybody may go."""
    viewer = current_viewer()
    with writing():
        found = find_collection(viewer, collection)
        is_mine = viewer.owns(found)
        if not (is_mine or (may_edit(viewer, found) and profile == viewer.profile_id)):
            abort(404)
        if Collaborator.end(found.id, profile):
            found.announce_change()
    if is_mine:
        return see_other(url_for("collaborators.index", collection=found))
    flash(_("You don’t gather there any more."))
    return see_other(url_for("collections.index"))
