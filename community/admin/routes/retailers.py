"""Shops that take part: found, looked at, and kept out for a while."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.admin import queries
from community.admin.access import admin, find_retailer, proved
from community.core import audit
from community.core.answers import see_other
from community.core.db import writing
from community.friends.viewer import current_viewer
from community.retailers.queries import team_of

bp = Blueprint("admin_retailers", __name__)


@bp.get("/admin/retailers")
def index() -> ResponseReturnValue:
    admin(current_viewer())
    words, state = request.args.get("q", "")[:254], request.args.get("state", "")
    page = queries.retailers(words, state, request.args.get("after"))
    return render_template("admin/retailers.html", page=page, q=words, state=state)


@bp.get("/admin/retailers/<thing:retailer>")
@proved
def show(retailer: int) -> ResponseReturnValue:
    found = find_retailer(retailer)
    shown = {"team": team_of(found), "feeds": queries.feeds_of(found)}
    return render_template("admin/retailer.html", retailer=found, **shown)


@bp.post("/admin/retailers/<thing:retailer>")
@proved
def update(retailer: int) -> ResponseReturnValue:
    """Suspended, its pages are nobody's and its team cannot act; nothing of it is deleted."""
    act = request.form.get("act", "")
    if act not in ("suspend", "restore"):
        abort(400)
    with writing():
        by, found = admin(current_viewer()), find_retailer(retailer)
        is_new = found.suspend() if act == "suspend" else found.restore()
        if is_new:
            audit.record(by.id, f"retailer.{act}", "retailer", found.id)
    if is_new:
        flash(_("Done, and written down."))
    return see_other(url_for("admin_retailers.show", retailer=retailer))
