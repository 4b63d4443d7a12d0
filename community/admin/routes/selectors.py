"""Where members' corrections say that fields stand on shops' pages; each can be switched off."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import update

from community.admin import queries
from community.admin.access import admin, proved
from community.catalog.learning import NEEDED
from community.catalog.models import Selector
from community.core import audit, clock
from community.core.answers import see_other
from community.core.db import change, writing
from community.friends.viewer import current_viewer

bp = Blueprint("selectors", __name__)


@bp.get("/admin/selectors")
def index() -> ResponseReturnValue:
    admin(current_viewer())
    page = queries.selectors(request.args.get("after"))
    voices = queries.voices(page.items)
    return render_template("admin/selectors.html", page=page, voices=voices, needed=NEEDED)


@bp.post("/admin/selectors/<thing:selector>/off")
@proved
def switch_off(selector: int) -> ResponseReturnValue:
    """It stays known, so that nobody's next correction brings it back."""
    is_on = Selector.off_at.is_(None)
    return _switch(selector, is_on, "selector.off", _("Switched off: the page’s own word counts."))


@bp.post("/admin/selectors/<thing:selector>/on")
@proved
def switch_on(selector: int) -> ResponseReturnValue:
    return _switch(selector, Selector.off_at.is_not(None), "selector.on", _("Switched on."))


def _switch(selector: int, applies: object, act: str, said: str) -> ResponseReturnValue:
    off_at = clock.now() if act == "selector.off" else None
    with writing():
        by = admin(current_viewer())
        rows = update(Selector).where(Selector.id == selector, applies)  # type: ignore[arg-type]
        if change(rows.values(off_at=off_at, misses=0)):
            audit.record(by.id, act, "selector", selector)
            flash(said)
    return see_other(url_for("selectors.index"))
