"""At the till: somebody of the shop’s team reads a QR or types a code, and takes it once.

They learn what the code gives and whether it is good, and nothing of who brings it. Who guesses is
stopped after ten misses.
"""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import has_room, limit
from community.core.text import plain_line
from community.deals.access import at_till
from community.deals.models import Taken, VoucherCode
from community.extensions import db
from community.friends.viewer import Viewer, current_viewer
from community.retailers.access import find_retailer

bp = Blueprint("tills", __name__)
GUESSES = "voucher-guess"


@bp.get("/till/<token>")
def show(token: str) -> ResponseReturnValue:
    """For the team; whose voucher it is gets to its own page."""
    viewer = current_viewer()
    own = db.session.scalar(
        db.select(Taken.id).where(Taken.token == token, Taken.profile_id == viewer.profile_id)
    )
    if own:
        return see_other(url_for("kept_vouchers.show", taken=own))
    found = _find(viewer, token)
    return page("deals/till.html", retailer=found.voucher.retailer, taken=found, asked="")


@bp.post("/till/<token>")
@once
def update(token: str) -> ResponseReturnValue:
    """Take it: who comes second, at whichever till, reads that it was used."""
    viewer = current_viewer()
    _find(viewer, token)
    with writing_once():
        found = _find(viewer, token)
        is_good = found.use("till")
        if is_good:
            to = keep_answer(url_for("tills.show", token=token))
    if is_good:
        flash(_("Taken. It is used now."))
        return see_other(to)
    shop = found.voucher.retailer
    return page("deals/till.html", status=409, retailer=shop, taken=found, asked="", is_late=True)


@bp.get("/retailers/<thing:retailer>/till")
def new(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    return page("deals/till.html", retailer=found, taken=None, asked="")


@bp.post("/retailers/<thing:retailer>/till")
def look(retailer: int) -> ResponseReturnValue:
    """What a code that is typed is worth; a code for all is known by its QR alone."""
    viewer = current_viewer()
    found = find_retailer(viewer, retailer)
    asked = plain_line(request.form.get("code", "")[:200], 200)
    _demand_room(viewer)
    codes = db.select(VoucherCode.id).where(VoucherCode.text == asked)
    taken = at_till(viewer, Taken.code_id.in_(codes))
    if taken is None or taken.voucher.retailer_id != found.id:
        limit(GUESSES, viewer.profile_id)
        return page("deals/till.html", status=422, retailer=found, taken=None, asked=asked)
    return page("deals/till.html", retailer=found, taken=taken, asked=asked)


def _find(viewer: Viewer, token: str) -> Taken:
    _demand_room(viewer)
    found = at_till(viewer, Taken.token == token[:64])
    if found is None:
        limit(GUESSES, viewer.profile_id)
    return found or abort(404)


def _demand_room(viewer: Viewer) -> None:
    if not has_room(GUESSES, viewer.profile_id):
        abort(429)
