"""A team’s group deals: what one would cost, making it, stopping it."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.core.locales import choose_currency
from community.deals.access import find_own_deal
from community.deals.deal_forms import DealForm
from community.deals.queries import sold_at
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer
from community.retailers.models import Retailer
from community.retailers.queries import proved_by

bp = Blueprint("deal_makings", __name__)
MOST_OFFERED = 200
PAGE = "deals/new_deal.html"


@bp.get("/retailers/<thing:retailer>/deals/new")
def new(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    form = _form(found)
    form.product.data = request.args.get("product") or form.product.data
    return page(PAGE, retailer=found, form=form, losses=[])


@bp.post("/retailers/<thing:retailer>/deals/new")
@once
def create(retailer: int) -> ResponseReturnValue:
    """With `reckon` only what it would cost the shop is told."""
    viewer = current_viewer()
    found = find_retailer(viewer, retailer)
    form = _form(found)
    if not form.validate():
        return invalid(PAGE, retailer=found, form=form, losses=[])
    if "reckon" in request.form:
        return page(PAGE, retailer=found, form=form, losses=form.losses(found))
    limit("offer", viewer.profile_id)
    with writing_once():
        found = find_retailer(viewer, retailer)
        form = _form(found)
        form.validate()
        deal = form.open(found)
        to = keep_answer(url_for("deals.show", deal=deal))
    flash(_("The deal runs. Your followers are told."))
    return see_other(to)


@bp.post("/deals/<thing:deal>/stop")
def destroy(deal: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_own_deal(viewer, deal)
        found.stop()
    return see_other(url_for("team_offers.show", retailer=found.retailer))


def _form(retailer: Retailer) -> DealForm:
    shops = proved_by(retailer)
    return DealForm(sold_at(shops, MOST_OFFERED), shops, currency=choose_currency())
