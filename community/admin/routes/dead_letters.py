"""What the worker gave up: looked at, tried once more, or dropped."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import update

from community.admin import queries
from community.admin.access import admin, proved
from community.core import audit, clock
from community.core.answers import see_other
from community.core.db import change, writing
from community.core.outbox_rows import Delivery
from community.friends.viewer import current_viewer

bp = Blueprint("dead_letters", __name__)


@bp.get("/admin/jobs")
def index() -> ResponseReturnValue:
    admin(current_viewer())
    page = queries.parked(request.args.get("after"))
    return render_template("admin/jobs.html", page=page, numbers=queries.counts())


@bp.post("/admin/jobs/<thing:delivery>/retry")
@proved
def retry(delivery: int) -> ResponseReturnValue:
    """Due at once, as if it had never been tried; the worker's pulse finds it."""
    fresh = {"parked_at": None, "attempts": 0, "due_at": clock.now(), "leased_until": None}
    return _settle(delivery, "job.retry", fresh, _("The worker tries it once more."))


@bp.post("/admin/jobs/<thing:delivery>/drop")
@proved
def drop(delivery: int) -> ResponseReturnValue:
    return _settle(delivery, "job.drop", {"done_at": clock.now()}, _("Dropped."))


def _settle(delivery: int, act: str, values: dict[str, Any], said: str) -> ResponseReturnValue:
    with writing():
        by = admin(current_viewer())
        waits = Delivery.parked_at.is_not(None) & Delivery.done_at.is_(None)
        settled = update(Delivery).where(Delivery.id == delivery, waits).values(**values)
        if change(settled):
            audit.record(by.id, act, "delivery", delivery)
            flash(said)
    return see_other(url_for("dead_letters.index"))
