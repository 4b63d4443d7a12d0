"""Vouchers: those one keeps, one by itself, and taking it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.answers import page, see_other
from community.core.cache import for_strangers
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.core.pagination import by_id
from community.deals.access import find_voucher, meets_voucher
from community.deals.models import NotGiven, Taken, Voucher
from community.deals.queries import kept_by, taken_of
from community.deals.wording import few, given
from community.extensions import db
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("vouchers", __name__)
STATES = ("open", "used", "expired")
bp.add_app_template_global(given, "given_by")
bp.add_app_template_global(few, "few_people")


@bp.get("/vouchers")
def index() -> ResponseReturnValue:
    """What the member keeps."""
    asked = request.args.get("state", "")
    state = asked if asked in STATES else "open"
    kept = by_id(kept_by(current_viewer(), state), Taken.id, request.args.get("after"))
    return page("deals/vouchers.html", state=state, page=kept)


@bp.get("/vouchers/<thing:voucher>")
@public
@for_strangers(kind="voucher", thing="voucher")
def show(voucher: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_voucher(viewer, voucher)
    return page("deals/voucher.html", **_shown(viewer, found))


@bp.post("/vouchers/<thing:voucher>/take")
@once
def create(voucher: int) -> ResponseReturnValue:
    """One for the member who asks; whoever is too late gets the page again, which says so."""
    viewer = current_viewer()
    found = find_voucher(viewer, voucher)
    limit("take", viewer.profile_id)
    try:
        with writing_once():
            found = find_voucher(viewer, voucher)
            if not is_offered(viewer, found):
                raise NotGiven("over")
            taken = found.give(me(viewer).id)
            to = keep_answer(url_for("kept_vouchers.show", taken=taken.id))
    except NotGiven as late:
        found = find_voucher(viewer, voucher)
        return page("deals/voucher.html", status=409, **_shown(viewer, found, late.why))
    flash(_("It is yours. Show it at the till, or type the code at the checkout."))
    return see_other(to)


def is_offered(viewer: Viewer, voucher: Voucher) -> bool:
    """To this viewer, on the shop’s page; who only keeps one cannot take another."""
    query = db.select(Voucher.id).where(Voucher.id == voucher.id, meets_voucher(viewer))
    return db.session.scalar(query) is not None


def _shown(viewer: Viewer, voucher: Voucher, why: str = "") -> dict[str, Any]:
    mine = taken_of(viewer, [voucher]).get(voucher.id, [])
    is_open = is_offered(viewer, voucher)
    return {"voucher": voucher, "mine": mine, "is_offered": is_open, "why": why}
