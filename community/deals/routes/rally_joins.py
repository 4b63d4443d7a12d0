"""“I would buy it, too.”"""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from community.core.answers import answer, page
from community.core.db import writing
from community.core.limits import limit
from community.deals.access import find_rally
from community.deals.joining import HINDRANCES, barrier_of
from community.deals.models import RallyIsOver
from community.deals.routes.rallies import shown
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("rally_joins", __name__)


@bp.post("/rallies/<thing:rally>/join")
def create(rally: int) -> ResponseReturnValue:
    viewer = current_viewer()
    find_rally(viewer, rally)
    limit("join", viewer.profile_id)
    problem = barrier_of(viewer)
    try:
        with writing():
            if not problem:
                find_rally(viewer, rally).join(me(viewer).id)
    except RallyIsOver:
        problem = "over"
    return _answer(rally, problem)


@bp.post("/rallies/<thing:rally>/leave")
def destroy(rally: int) -> ResponseReturnValue:
    viewer = current_viewer()
    find_rally(viewer, rally)
    limit("join", viewer.profile_id)
    with writing():
        find_rally(viewer, rally).leave(me(viewer).id)
    return _answer(rally)


def _answer(rally: int, problem: str = "") -> ResponseReturnValue:
    found = find_rally(current_viewer(), rally)
    parts = shown(found, problem)
    if problem:
        return page("deals/rally.html", status=HINDRANCES[problem], **parts)
    to = url_for("rallies.show", rally=found)
    return answer("deals/_rally_state.html", to=to, **parts)
