from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, or_, update

from community.core import clock
from community.core.answers import is_htmx, see_other
from community.core.answers import page as answer_page
from community.core.db import writing
from community.core.ids import decode, encode
from community.core.pagination import SIZE, Page
from community.extensions import db
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.notifications.models import Notification
from community.notifications.presenting import present
from community.notifications.queries import of

bp = Blueprint("notifications", __name__)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@bp.get("/notifications")
def index() -> ResponseReturnValue:
    viewer = current_viewer()
    after = request.args.get("after")
    rows = _rows(me(viewer).id, after)
    more = is_htmx() and after
    return answer_page(
        "notifications/_lines.html" if more else "notifications/index.html",
        page=rows,
        lines=present(viewer, rows.items),
    )


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
        row.read_at = row.read_at or clock.now()
    lines = present(viewer, [row])
    return see_other(lines[0].address if lines else url_for("notifications.index"))


def _rows(profile_id: int, after: str | None) -> Page[Notification]:
    """Latest change first; the cursor is the time and the id of the last row."""
    query = of(profile_id).order_by(Notification.changed_at.desc(), Notification.id.desc())
    start = _read(after or "")
    if start:
        at, row_id = start
        same = and_(Notification.changed_at == at, Notification.id < row_id)
        query = query.where(or_(Notification.changed_at < at, same))
    rows = list(db.session.scalars(query.limit(SIZE + 1)).unique())
    more = len(rows) > SIZE
    return Page(rows[:SIZE], _cursor(rows[SIZE - 1]) if more else None)


def _cursor(row: Notification) -> str:
    return f"{encode((row.changed_at - EPOCH) // MICROSECOND)}-{encode(row.id)}"


def _read(cursor: str) -> tuple[datetime, int] | None:
    """None for whatever `_cursor` cannot have made: the list begins at the top."""
    microseconds, _dash, row_id = cursor.partition("-")
    try:
        return EPOCH + decode(microseconds) * MICROSECOND, decode(row_id)
    except (ValueError, OverflowError):
        return None
