"""A team’s vouchers: making one, stopping it, and its codes for the shop’s own till."""

from __future__ import annotations

import csv
import io

from flask import Blueprint, Response, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.core.locales import choose_currency, choose_timezone
from community.deals.access import find_own_voucher
from community.deals.forms import VoucherForm
from community.deals.models import VoucherCode
from community.extensions import db
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer
from community.retailers.models import Retailer
from community.retailers.queries import proved_by

bp = Blueprint("voucher_makings", __name__)
bp.add_app_template_global(choose_timezone, "time_zone")


@bp.get("/retailers/<thing:retailer>/vouchers/new")
def new(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    return page("deals/new_voucher.html", retailer=found, form=_form(found))


@bp.post("/retailers/<thing:retailer>/vouchers/new")
@once
def create(retailer: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_retailer(viewer, retailer)
    form = _form(found)
    if not form.validate():
        return invalid("deals/new_voucher.html", retailer=found, form=form)
    limit("offer", viewer.profile_id)
    with writing_once():
        form = _form(find_retailer(viewer, retailer))
        form.validate()
        form.open()
        to = keep_answer(url_for("team_offers.show", retailer=found))
    flash(_("It stands on your page."))
    return see_other(to)


@bp.post("/vouchers/<thing:voucher>/stop")
def destroy(voucher: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_own_voucher(viewer, voucher)
        found.stop()
    flash(_("Nobody gets it any more. Who has one may use it until it ends."))
    return see_other(url_for("team_offers.show", retailer=found.retailer))


@bp.get("/vouchers/<thing:voucher>/codes.csv")
def codes(voucher: int) -> ResponseReturnValue:
    """All of them by the alphabet, which says nothing of who has which."""
    found = find_own_voucher(current_viewer(), voucher)
    query = (
        select(VoucherCode.text)
        .where(VoucherCode.voucher_id == found.id)
        .order_by(VoucherCode.text)
    )
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["code"])
    rows.writerows([code] for code in db.session.scalars(query))
    named = {"Content-Disposition": 'attachment; filename="codes.csv"'}
    return Response(out.getvalue(), mimetype="text/csv", headers=named)


def _form(retailer: Retailer) -> VoucherForm:
    return VoucherForm(retailer, proved_by(retailer), currency=choose_currency())
