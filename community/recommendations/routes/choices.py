"""Settings → Privacy: personal recommendations on or off."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import see_other
from community.core.db import writing
from community.core.events import publish
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.recommendations import queries
from community.recommendations.events import TastesTurned
from community.recommendations.models import Reading

bp = Blueprint("recommendation_choices", __name__)


@bp.post("/settings/recommendations")
def update() -> ResponseReturnValue:
    """Off, what the worker has read of the member is forgotten; on, it is read anew."""
    own = me(current_viewer()).id
    limit("write", own)
    with writing():
        Reading.turn(own, off="wants" not in request.form)
        publish(TastesTurned(own))
    flash(_("Saved."))
    return see_other(url_for("privacy.edit") + "#recommendations")


@bp.app_template_global()
def wants_recommendations() -> bool:
    return queries.wants_recommendations(current_viewer())
