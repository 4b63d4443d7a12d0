from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer, may_lead
from community.retailers.forms import OpenForm, PageForm
from community.retailers.models import Retailer
from community.retailers.queries import proved_by, seats_of

bp = Blueprint("retailers", __name__)


@bp.get("/retailers")
def index() -> ResponseReturnValue:
    """Teams the member is in or is offered a seat of; `domain` is what they came to claim."""
    return render_template("retailers/index.html", **_mine(OpenForm()))


@bp.post("/retailers")
@once
def create() -> ResponseReturnValue:
    form, viewer = OpenForm(), current_viewer()
    if not form.validate():
        return invalid("retailers/index.html", **_mine(form))
    limit("retailer", viewer.profile_id)
    with writing_once():
        retailer = Retailer.open(form.name.data or "", me(viewer))
        domain = request.args.get("domain", "")[:253] or None
        to = keep_answer(url_for("claims.index", retailer=retailer, domain=domain))
    return see_other(to)


@bp.get("/retailers/<thing:retailer>")
def show(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    return render_template(
        "retailers/show.html", retailer=found, form=PageForm(obj=found), shops=proved_by(found)
    )


@bp.post("/retailers/<thing:retailer>")
def update(retailer: int) -> ResponseReturnValue:
    form, viewer = PageForm(), current_viewer()
    found = find_retailer(viewer, retailer)
    if not form.validate():
        return invalid("retailers/show.html", retailer=found, form=form, shops=proved_by(found))
    limit("write", viewer.profile_id)
    with writing():
        found = find_retailer(viewer, retailer)
        form.populate_obj(found)
        for shop in proved_by(found):
            shop.name = found.name
            shop.tell_of_change()
    flash(_("The page of %(shop)s is saved.", shop=found.name))
    return see_other(url_for("retailers.show", retailer=found))


@bp.app_template_global("leads")
def leads(retailer: Retailer) -> bool:
    return may_lead(current_viewer(), retailer)


def _mine(form: OpenForm) -> dict[str, Any]:
    seats = seats_of(me(current_viewer()).id)
    return {"form": form, "seats": seats, "domain": request.args.get("domain", "")[:253]}
