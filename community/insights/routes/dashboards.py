from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from community.core.ids import encode
from community.friends.viewer import current_viewer
from community.insights.counting import SPANS
from community.insights.queries import chart, figures, top_products
from community.retailers.access import find_retailer
from community.retailers.queries import proved_by

bp = Blueprint("dashboards", __name__)


@bp.get("/retailers/<thing:retailer>/numbers")
def show(retailer: int) -> ResponseReturnValue:
    """Of one proved shop of the team, over 7, 28 or 90 days."""
    found = find_retailer(current_viewer(), retailer)
    shops = proved_by(found)
    asked = request.args.get("shop", "")
    shop = next((each for each in shops if encode(each.id) == asked), shops[0] if shops else None)
    days = request.args.get("days", type=int)
    days = days if days in SPANS else 28
    return render_template(
        "insights/show.html",
        retailer=found,
        shops=shops,
        shop=shop,
        days=days,
        figures=figures(shop, days) if shop else {},
        charts={name: chart(shop, name, days) for name in ("saves", "clicks")} if shop else {},
        products=top_products(shop, days) if shop else [],
    )
