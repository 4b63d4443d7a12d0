from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import see_other
from community.core.db import writing
from community.friends.viewer import current_viewer
from community.polls.access import find_own_poll

bp = Blueprint("poll_closures", __name__)


@bp.post("/polls/<thing:poll>/close")
def create(poll: int) -> ResponseReturnValue:
    with writing():
        found = find_own_poll(current_viewer(), poll)
        found.close()
    flash(_("The poll is closed. Tell them what you do."))
    return see_other(url_for("poll_pages.show", poll=found, _anchor="decide"))
