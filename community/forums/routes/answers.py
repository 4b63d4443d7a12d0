"""The reply that helped, chosen by who asked."""

from __future__ import annotations

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from community.core.answers import see_other
from community.core.db import writing
from community.core.events import publish
from community.forums.access import find_post, may_accept
from community.forums.events import AnswerAccepted
from community.forums.showing import address_of_post
from community.friends.viewer import current_viewer

bp = Blueprint("answers", __name__)


@bp.post("/<thing:post>/accept")
def update(post: int) -> ResponseReturnValue:
    """The form says which state; a topic has one answer at most."""
    wanted = request.form.get("wanted") == "1"
    with writing():
        viewer = current_viewer()
        found = find_post(viewer, post)
        topic = found.topic
        if not may_accept(viewer, topic, found):
            abort(404)
        is_answer = topic.answer_number == found.number
        if wanted != is_answer:
            topic.accept(found.number if wanted else None)
        if wanted and not is_answer:
            publish(AnswerAccepted(found.id, topic.owner_id))
        to = address_of_post(topic, found.number)
    return see_other(to)
