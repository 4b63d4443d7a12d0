"""A voucher that a member keeps: its code, its QR for the till, and whether it was used."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import page, see_other
from community.core.db import writing
from community.core.limits import limit
from community.deals.access import find_taken
from community.friends.viewer import current_viewer

bp = Blueprint("kept_vouchers", __name__)


@bp.get("/vouchers/kept/<thing:taken>")
def show(taken: int) -> ResponseReturnValue:
    found = find_taken(current_viewer(), taken)
    return page("deals/kept.html", taken=found, voucher=found.voucher)


@bp.post("/vouchers/kept/<thing:taken>/used")
def use(taken: int) -> ResponseReturnValue:
    return _set(taken, is_used=True)


@bp.post("/vouchers/kept/<thing:taken>/unused")
def use_not(taken: int) -> ResponseReturnValue:
    return _set(taken, is_used=False)


def _set(taken: int, *, is_used: bool) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_taken(viewer, taken)
        changed = found.use("member") if is_used else found.use_not()
    if changed:
        flash(_("Marked as used.") if is_used else _("It is open again."))
    return see_other(url_for("kept_vouchers.show", taken=taken))
