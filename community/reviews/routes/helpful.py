"""“This helped me”, said of a review or an answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.answers import answer
from community.core.db import writing
from community.core.kinds import kind_named
from community.core.limits import limit
from community.core.text import safe_next
from community.extensions import db
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.reviews.access import find_answer, find_review
from community.reviews.cards import forget_helpful
from community.reviews.models import Helpful

bp = Blueprint("helpful", __name__)


@bp.post("/reviews/<thing:review>/helpful")
def of_review(review: int) -> ResponseReturnValue:
    return _said(find_review, review)


@bp.post("/answers/<thing:answer>/helpful")
def of_answer(answer: int) -> ResponseReturnValue:
    return _said(find_answer, answer)


def _said(find: Any, thing_id: int) -> ResponseReturnValue:
    """The form says which state."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        thing = find(viewer, thing_id)
        if request.form.get("wanted") == "1":
            Helpful.give(thing, me(viewer).id)
        else:
            Helpful.take_back(type(thing), thing.id, me(viewer).id)
        db.session.refresh(thing)
    forget_helpful()
    to = safe_next(request.form.get("next")) or kind_named(thing.kind).address(thing)
    return answer("reviews/_helpful_again.html", to=to, thing=thing)
