from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import page, see_other
from community.core.db import writing
from community.core.limits import limit
from community.core.upsert import insert_or_ignore
from community.friends.access import find_person, me
from community.friends.queries import count_asking, relations
from community.friends.viewer import current_viewer
from community.insights.models import HiddenSuggestion
from community.insights.suggestions import suggestions_for

bp = Blueprint("suggestions", __name__)


@bp.get("/people/suggestions")
def index() -> ResponseReturnValue:
    viewer = current_viewer()
    rows = suggestions_for(viewer)
    return page(
        "insights/suggestions.html",
        suggestions=rows,
        relations=relations(viewer, [row.person for row in rows]),
        waiting=count_asking(me(viewer).id),
    )


@bp.post("/people/<thing:profile>/not-now")
def destroy(profile: int) -> ResponseReturnValue:
    """Not this one again; they are not told."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        person, own = find_person(viewer, profile), me(viewer).id
        if person.id != own:
            insert_or_ignore(HiddenSuggestion, {"profile_id": own, "other_id": person.id})
    flash(_("You won’t be shown %(name)s here again.", name=person.name))
    return see_other(url_for("suggestions.index"))
