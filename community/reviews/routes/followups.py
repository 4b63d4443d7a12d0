"""“Still happy?”, answered once after a month and once after six."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from community.core.answers import see_other
from community.core.db import writing
from community.core.events import publish
from community.core.limits import limit
from community.extensions import db
from community.friends.viewer import current_viewer
from community.reviews.access import find_own_review
from community.reviews.events import ReviewChanged
from community.reviews.forms import StillHappyForm
from community.reviews.models import Followup, Review
from community.reviews.routes.reviews import review_page

bp = Blueprint("followups", __name__)


@bp.post("/reviews/<thing:review>/still-happy")
def create(review: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), StillHappyForm()
    found = find_own_review(viewer, review)
    if found.removed_at is not None:
        abort(404)
    if not form.validate():
        return review_page(viewer, found, happy_form=form)
    limit("write", viewer.profile_id)
    with writing():
        found = find_own_review(viewer, review)
        asked = _asked_last(found)
        if asked is not None and asked.answer(form.happy.data, form.body.data):
            publish(ReviewChanged(found.id, found.product_id))
    flash(_("Thank you. It stands under your review, with today’s date."))
    return see_other(url_for("reviews.show", review=review))


def _asked_last(review: Review) -> Followup | None:
    query = select(Followup).where(Followup.review_id == review.id, Followup.answered_at.is_(None))
    return db.session.scalar(query.order_by(Followup.months.desc()).limit(1))
