from __future__ import annotations

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.viewer import current_viewer
from community.retailers.access import demand_lead, find_claim, find_retailer
from community.retailers.forms import DomainForm
from community.retailers.models import Claim

bp = Blueprint("claims", __name__)


@bp.get("/retailers/<thing:retailer>/domains")
def index(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    form = DomainForm(domain=request.args.get("domain", "")[:253])
    return render_template("retailers/domains.html", retailer=found, form=form)


@bp.post("/retailers/<thing:retailer>/domains")
def create(retailer: int) -> ResponseReturnValue:
    form, viewer = DomainForm(), current_viewer()
    found = find_retailer(viewer, retailer)
    demand_lead(viewer, found)
    if not form.validate():
        return invalid("retailers/domains.html", retailer=found, form=form)
    limit("claim", viewer.profile_id)
    with writing():
        found = find_retailer(viewer, retailer)
        demand_lead(viewer, found)
        claim = Claim.make(found, form.domain.data or "")
    return see_other(url_for("claims.show", claim=claim.id))


@bp.get("/claims/<thing:claim>")
def show(claim: int) -> ResponseReturnValue:
    found = find_claim(current_viewer(), claim)
    return render_template("retailers/claim.html", claim=found, retailer=found.retailer)


@bp.get("/claims/<thing:claim>/state")
def state(claim: int) -> ResponseReturnValue:
    """How it stands, for the open page, which asks again while the worker looks."""
    return page("retailers/_claim_state.html", claim=find_claim(current_viewer(), claim))


@bp.post("/claims/<thing:claim>/check")
@once
def check(claim: int) -> ResponseReturnValue:
    viewer = current_viewer()
    find_claim(viewer, claim)
    limit("claim-check", viewer.profile_id)
    with writing_once():
        find_claim(viewer, claim).ask()
        to = keep_answer(url_for("claims.show", claim=claim))
    return see_other(to)


@bp.post("/claims/<thing:claim>/release")
@once
def destroy(claim: int) -> ResponseReturnValue:
    viewer = current_viewer()
    with writing_once():
        found = find_claim(viewer, claim)
        demand_lead(viewer, found.retailer)
        domain, to = found.shop.domain, url_for("claims.index", retailer=found.retailer)
        found.release()
        keep_answer(to)
    flash(_("%(domain)s is no longer claimed by your team.", domain=domain))
    return see_other(to)
