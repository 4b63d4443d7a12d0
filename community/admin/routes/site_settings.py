"""The site's settings, which hold in every process within seconds."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.admin.access import admin, proved
from community.admin.forms import SiteForm
from community.core import audit, clock, site
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.friends.viewer import current_viewer

bp = Blueprint("site_settings", __name__)


@bp.get("/admin/settings")
@proved
def edit() -> ResponseReturnValue:
    form = SiteForm(formdata=None)
    form.take(site.present())
    return render_template("admin/settings.html", form=form)


@bp.post("/admin/settings")
@proved
def update() -> ResponseReturnValue:
    """Says the whole state; what is as it was is not written down once more."""
    form = SiteForm()
    if not form.validate():
        return invalid("admin/settings.html", form=form)
    with writing():
        by, row = admin(current_viewer()), site.the_site()
        since = (row.closing_since or clock.now()) if form.is_closing.data else None
        values = {**form.chosen(), "closing_since": since}
        new = {name: value for name, value in values.items() if getattr(row, name) != value}
        if new:
            site.settle(new)
            audit.record(by.id, "site.settings", "site", row.id)
    site.forget()
    flash(_("Saved. It holds everywhere within seconds."))
    return see_other(url_for("site_settings.edit"))
