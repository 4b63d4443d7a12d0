"""Settings: where a member wants to hear of what."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import page, see_other
from community.core.db import writing
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.notifications.choices import choices_of, choose
from community.notifications.topics import GROUPS, Group, Mailed

bp = Blueprint("notice_choices", __name__)


@bp.get("")
def edit() -> ResponseReturnValue:
    own = choices_of(me(current_viewer()).id)
    return page("settings/notifications.html", groups=GROUPS, chosen=own)


@bp.post("")
def update() -> ResponseReturnValue:
    """The whole matrix; what a form leaves out is not ticked."""
    profile_id = me(current_viewer()).id
    limit("write", profile_id)
    rows = [(group.name, _in_page(group), _mailed(group.name)) for group in GROUPS]
    with writing():
        for row in rows:
            choose(profile_id, *row)
    flash(_("Saved."))
    return see_other(url_for("notice_choices.edit"))


def _in_page(group: Group) -> bool:
    return group.is_needed or f"page-{group.name}" in request.form


def _mailed(group: str) -> str:
    try:
        return Mailed(request.form.get(f"mail-{group}", "no")).value
    except ValueError:
        abort(422)
