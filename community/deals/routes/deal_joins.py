"""A member’s pledge in a group deal."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import is_htmx, page, see_other
from community.core.db import writing
from community.core.limits import limit
from community.deals.access import find_deal
from community.deals.joining import HINDRANCES, barrier_of, home_of
from community.deals.models import CrowdedHome, DealIsOver
from community.deals.routes.deals import shown
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("deal_joins", __name__)


@bp.post("/deals/<thing:deal>/join")
def create(deal: int) -> ResponseReturnValue:
    """A seat or a place on the waiting list; the second of two presses changes nothing."""
    viewer = current_viewer()
    found = find_deal(viewer, deal)
    limit("join", viewer.profile_id)
    barrier = barrier_of(viewer)
    if not barrier:
        try:
            with writing():
                joined = find_deal(viewer, deal).join(me(viewer).id, home_of(found.id))
            flash(_("You are in.") if joined.is_in else _("You are on the waiting list."))
            return _answer(deal)
        except (CrowdedHome, DealIsOver) as late:
            barrier = "crowded" if isinstance(late, CrowdedHome) else "over"
    return _answer(deal, barrier)


@bp.post("/deals/<thing:deal>/leave")
def destroy(deal: int) -> ResponseReturnValue:
    viewer = current_viewer()
    find_deal(viewer, deal)
    limit("join", viewer.profile_id)
    try:
        with writing():
            find_deal(viewer, deal).leave(me(viewer).id)
        flash(_("You are out of it."))
    except DealIsOver:
        return _answer(deal, "over")
    return _answer(deal)


def _answer(deal: int, problem: str = "") -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_deal(viewer, deal)
    whole = "deals/_state.html" if is_htmx() else "deals/show.html"
    if problem:
        return page(whole, status=HINDRANCES[problem], **shown(viewer, found, problem))
    if is_htmx():
        return page(whole, **shown(viewer, found))
    return see_other(url_for("deals.show", deal=found))
