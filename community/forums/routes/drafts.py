"""Drafts: kept while somebody writes, one a member and place."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import is_htmx, page, see_other
from community.core.db import writing
from community.core.ids import decode
from community.core.limits import limit
from community.core.text import TextTooLong, plain_line, plain_text
from community.forums.access import find_topic
from community.forums.forms import LONGEST
from community.forums.models import Draft
from community.forums.showing import place_in
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("drafts", __name__)


@bp.post("/drafts")
def update() -> ResponseReturnValue:
    """Says the whole state: no words at all end the draft."""
    viewer = current_viewer()
    limit("draft", viewer.profile_id)
    try:
        title = plain_line(request.form.get("title", ""), 140)
        body = plain_text(request.form.get("body", ""), LONGEST)
    except TextTooLong as problem:
        return page("forums/_drafted.html", words=str(problem), status=422)
    place, back = _place()
    with writing():
        Draft.keep(me(viewer).id, place, title, body, request.form.get("board", "")[:40])
    if is_htmx():
        return page("forums/_drafted.html", words=_("Draft kept") if title or body else "")
    flash(_("Your draft is kept."))
    return see_other(back)


@bp.post("/drafts/delete")
def destroy() -> ResponseReturnValue:
    place, back = _place()
    with writing():
        Draft.drop(me(current_viewer()).id, place)
    flash(_("The draft is gone."))
    return see_other(back)


def _place() -> tuple[str, str]:
    """The place as it is kept, and its page."""
    said = request.form.get("place", "")
    if said == "new":
        return said, url_for("boards.index")
    try:
        topic = find_topic(current_viewer(), decode(said.removeprefix("topic-")))
    except ValueError:
        abort(404)
    return place_in(topic), url_for("topics.show", topic=topic)
