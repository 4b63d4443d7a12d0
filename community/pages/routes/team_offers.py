"""A team’s vouchers and deals with their numbers; fewer than five are said as “<5”."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.answers import page
from community.core.pagination import by_id
from community.deals.models import Deal, Rally, Voucher
from community.deals.queries import asked_of, deals_by, offered_by
from community.extensions import db
from community.friends.viewer import current_viewer
from community.insights.queries import said
from community.retailers.access import find_retailer
from community.retailers.queries import proved_by

bp = Blueprint("team_offers", __name__)
MOST_DEALS = 50
bp.add_app_template_global(lambda count: said(count, count), "said_of_people")


@bp.get("/retailers/<thing:retailer>/offers")
def show(retailer: int) -> ResponseReturnValue:
    viewer, after = current_viewer(), request.args.get("after")
    found = find_retailer(viewer, retailer)
    deals = deals_by(found).order_by(Deal.id.desc()).limit(MOST_DEALS)
    asked = asked_of(viewer, found).order_by(Rally.id.desc()).limit(MOST_DEALS)
    return page(
        "deals/team.html",
        retailer=found,
        shops=proved_by(found),
        page=by_id(offered_by(found), Voucher.id, after),
        deals=[] if after else list(db.session.scalars(deals).unique()),
        rallies=[] if after else list(db.session.scalars(asked).unique()),
    )
