from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import update

from community.core import clock
from community.core.answers import page as answer_page
from community.core.answers import see_other
from community.core.db import writing
from community.core.ids import encode
from community.core.pagination import SIZE, Page, cursor_or_none
from community.extensions import db
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.notifications.models import Notification
from community.notifications.presenting import present
from community.notifications.queries import of

bp = Blueprint("notifications", __name__)


@bp.get("/notifications")
def index() -> ResponseReturnValue:
    viewer = current_viewer()
    rows = _rows(me(viewer).id, request.args.get("after"))
    return render_template("notifications/index.html", page=rows, lines=present(viewer, rows.items))


@bp.get("/notifications/bell")
def bell() -> ResponseReturnValue:
    return answer_page("layouts/_bell.html")


@bp.post("/notifications/read")
def read_all() -> ResponseReturnValue:
    with writing():
        db.session.execute(
            update(Notification)
            .where(Notification.profile_id == me(current_viewer()).id)
            .where(Notification.read_at.is_(None))
            .values(read_at=clock.now())
        )
    return see_other(url_for("notifications.index"))


@bp.post("/notifications/<thing:notification>/read")
def read(notification: int) -> ResponseReturnValue:
    """Mark it read and go on to what it is about."""
    viewer = current_viewer()
    with writing():
        row = db.first_or_404(of(me(viewer).id).where(Notification.id == notification))
        row.read_at = clock.now()
    lines = present(viewer, [row])
    return see_other(lines[0].address if lines else url_for("notifications.index"))


def _rows(profile_id: int, after: str | None) -> Page[Notification]:
    """Latest change first; the cursor is the time of the last row's change, in milliseconds."""
    query = of(profile_id).order_by(Notification.changed_at.desc(), Notification.id.desc())
    start = cursor_or_none(after)
    if start is not None:
        query = query.where(Notification.changed_at < datetime.fromtimestamp(start / 1e6, UTC))
    rows = list(db.session.scalars(query.limit(SIZE + 1)).unique())
    more = len(rows) > SIZE
    last = rows[SIZE - 1].changed_at if more else None
    return Page(rows[:SIZE], encode(int(last.timestamp() * 1e6)) if last else None)
