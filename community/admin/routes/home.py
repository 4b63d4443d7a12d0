"""The first page, and the log of what those with powers did."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from community.admin import queries
from community.admin.access import admin
from community.core.site import current_site
from community.friends.viewer import current_viewer
from community.moderation.queries import count_appeals, count_open

bp = Blueprint("admin", __name__)


@bp.get("/admin")
def index() -> ResponseReturnValue:
    admin(current_viewer())
    numbers = {**queries.counts(), "reports": count_open(), "appeals": count_appeals()}
    return render_template("admin/index.html", numbers=numbers, standing=current_site())


@bp.get("/admin/audit")
def audit() -> ResponseReturnValue:
    admin(current_viewer())
    page = queries.audit_log(request.args.get("after"))
    return render_template("admin/audit.html", page=page, actors=queries.actors(page.items))
