"""What members say and ask of a team's products: read on, and answered."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.answers import is_htmx, page
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer
from community.reviews.selling import open_questions_at, reviews_at

bp = Blueprint("review_desk", __name__)


@bp.get("/retailers/<thing:retailer>/talk")
def show(retailer: int) -> ResponseReturnValue:
    viewer, after = current_viewer(), request.args.get("after")
    found = find_retailer(viewer, retailer)
    reviews = reviews_at(viewer, found, after)
    if is_htmx() and after:
        return page("reviews/_desk_rows.html", retailer=found, reviews=reviews)
    questions = open_questions_at(viewer, found)
    return page("reviews/desk.html", retailer=found, reviews=reviews, questions=questions)
