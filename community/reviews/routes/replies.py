"""What a shop says to a review of what it sells."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.reviews.access import find_reply, find_review, team_named, teams_to_reply
from community.reviews.forms import TeamForm
from community.reviews.models import ShopReply
from community.reviews.routes.reviews import review_page

bp = Blueprint("shop_replies", __name__)


@bp.post("/reviews/<thing:review>/reply")
def create(review: int) -> ResponseReturnValue:
    """The shop's one reply, new or in other words."""
    viewer = current_viewer()
    found = find_review(viewer, review)
    teams = teams_to_reply(viewer, found)
    if not teams:
        abort(404)
    form = TeamForm(teams)
    if not form.validate():
        return review_page(viewer, found, reply_form=form)
    limit("answer", viewer.profile_id)
    with writing():
        found = find_review(viewer, review)
        team = team_named(viewer, found.product_id, form.team_id)
        ShopReply.say(found, team, me(viewer).id, form.body.data)
    flash(_("Your reply stands under the review."))
    return see_other(url_for("reviews.show", review=review, _anchor="replies"))


@bp.post("/replies/<thing:reply>/remove")
@once
def destroy(reply: int) -> ResponseReturnValue:
    with writing_once():
        found = find_reply(current_viewer(), reply)
        to = keep_answer(url_for("reviews.show", review=found.review_id))
        found.remove()
    return see_other(to)
