"""What moderators do with a topic: pin it, lock it, move it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import see_other
from community.core.db import writing
from community.forums.access import find_open_board, find_topic_to_moderate
from community.friends.viewer import current_viewer

bp = Blueprint("topic_keeping", __name__)

MARKS = ("pinned", "locked")


@bp.post("/<thing:topic>/keep")
def update(topic: int) -> ResponseReturnValue:
    """`pinned` or `locked`, with the state that is wanted."""
    marks = {name: request.form[name] == "1" for name in MARKS if name in request.form}
    with writing():
        found = find_topic_to_moderate(current_viewer(), topic)
        found.mark(**marks)
    flash(_("Done."))
    return see_other(url_for("topics.show", topic=found))


@bp.post("/<thing:topic>/move")
def move(topic: int) -> ResponseReturnValue:
    with writing():
        found = find_topic_to_moderate(current_viewer(), topic)
        board = find_open_board(request.form.get("board", "")) or abort(404)
        title, is_moved = board.title, found.move_to(board)
    if is_moved:
        flash(_("Moved to “%(board)s”.", board=title))
    return see_other(url_for("topics.show", topic=found))
