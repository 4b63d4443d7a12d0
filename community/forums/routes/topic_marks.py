"""What a member keeps of a topic: how far they have read, whether they are told of replies."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from community.core.answers import answer, is_htmx, see_other
from community.core.db import writing
from community.forums.access import find_topic
from community.forums.models import Reader
from community.forums.queries import reader_of
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("topic_marks", __name__)


@bp.post("/<thing:topic>/read")
def read(topic: int) -> ResponseReturnValue:
    with writing():
        viewer = current_viewer()
        found = find_topic(viewer, topic)
        number = request.form.get("number", 0, type=int)
        Reader.mark(found.id, me(viewer).id, min(max(number, 0), found.post_count))
    if is_htmx():
        return "", 204
    return see_other(url_for("boards.show", slug=found.board.slug))


@bp.post("/<thing:topic>/subscribe")
def subscribe(topic: int) -> ResponseReturnValue:
    """The form says which state."""
    with writing():
        viewer = current_viewer()
        found = find_topic(viewer, topic)
        Reader.subscribe(found.id, me(viewer).id, request.form.get("wanted") == "1")
    reader = reader_of(viewer, found.id)
    to = url_for("topics.show", topic=found)
    return answer("forums/_subscribe.html", to=to, topic=found, reader=reader)
