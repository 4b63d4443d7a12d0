"""Group deals that run, and one by itself, which moves while others join."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.core.pagination import by_id
from community.deals.access import find_deal
from community.deals.joining import barrier_of
from community.deals.models import Deal, DealJoin, State
from community.deals.queries import (
    joined_by,
    joins_of,
    kept_for,
    place_among,
    running_deals,
    waiting_before,
)
from community.extensions import db
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("deals", __name__)
MOST_JOINED = 50


@bp.get("/deals")
@public
@for_strangers("after")
def index() -> ResponseReturnValue:
    """What runs, newest first; above it those the member is in."""
    viewer, after = current_viewer(), request.args.get("after")
    running = by_id(running_deals(), Deal.id, after)
    mine = [] if after or not viewer.is_member else _joined(viewer)
    joins = joins_of(viewer, running.items)
    return page("deals/index.html", page=running, mine=mine, joins=joins)


@bp.get("/deals/<thing:deal>")
@public
@for_strangers(kind="deal", thing="deal")
def show(deal: int) -> ResponseReturnValue:
    viewer = current_viewer()
    return page("deals/show.html", **shown(viewer, find_deal(viewer, deal)))


@bp.get("/deals/<thing:deal>/state")
@public
def state(deal: int) -> ResponseReturnValue:
    viewer = current_viewer()
    return page("deals/_state.html", **shown(viewer, find_deal(viewer, deal)))


def shown(viewer: Viewer, deal: Deal, problem: str = "") -> dict[str, Any]:
    """What the page and its moving part are drawn from."""
    join = joins_of(viewer, [deal]).get(deal.id)
    return {
        "deal": deal,
        "join": join,
        "before": waiting_before(join) if join and not join.is_in else 0,
        "week": _week(deal, join),
        "own_code": kept_for(viewer, deal) if deal.state == State.WON else None,
        "barrier": problem or ("" if join else barrier_of(viewer)),
    }


def _week(deal: Deal, join: DealJoin | None) -> int:
    """In which week after the end the shop sends it; 0 where it did not say."""
    if not (deal.week_cap and join and join.is_in and deal.state == State.WON):
        return 0
    return (place_among(join) - 1) // deal.week_cap + 1


def _joined(viewer: Viewer) -> list[tuple[DealJoin, Deal]]:
    query = joined_by(viewer).order_by(DealJoin.id.desc()).limit(MOST_JOINED)
    return [(row.DealJoin, row.Deal) for row in db.session.execute(query).unique()]
