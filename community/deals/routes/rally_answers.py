"""What the shop says to members who would buy together."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.deals.access import find_asked_rally
from community.deals.models import Rally
from community.deals.rally_forms import AnswerForm
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer
from community.retailers.models import Retailer
from community.retailers.queries import proved_by

bp = Blueprint("rally_answers", __name__)
PAGE = "deals/answer.html"


@bp.get("/retailers/<thing:retailer>/together/<thing:rally>")
def new(retailer: int, rally: int) -> ResponseReturnValue:
    team, asked = _asked(retailer, rally)
    return page(PAGE, retailer=team, rally=asked, form=_form(team, asked), losses=[])


@bp.post("/retailers/<thing:retailer>/together/<thing:rally>")
@once
def create(retailer: int, rally: int) -> ResponseReturnValue:
    """Yes and another price make a deal; nobody is moved into it without a click of theirs."""
    viewer = current_viewer()
    team, asked = _asked(retailer, rally)
    form = _form(team, asked)
    if not form.validate():
        return invalid(PAGE, retailer=team, rally=asked, form=form, losses=[])
    if "reckon" in request.form and form.answer.data != "no":
        return page(PAGE, retailer=team, rally=asked, form=form, losses=form.losses(team))
    limit("offer", viewer.profile_id)
    with writing_once():
        team, asked = _asked(retailer, rally)
        form = _form(team, asked)
        form.validate()
        deal = None if form.answer.data == "no" else form.open(team)
        if not asked.settle(form.answer.data, form.words.data or "", deal):
            abort(409)
        to = keep_answer(url_for("team_offers.show", retailer=team))
    flash(_("Your answer is given to all of them."))
    return see_other(to)


def _asked(retailer: int, rally: int) -> tuple[Retailer, Rally]:
    viewer = current_viewer()
    team, asked = find_retailer(viewer, retailer), find_asked_rally(viewer, rally)
    if asked.shop_id not in {shop.id for shop in proved_by(team)}:
        abort(404)
    return team, asked


def _form(team: Retailer, rally: Rally) -> AnswerForm:
    return AnswerForm(rally, proved_by(team))
