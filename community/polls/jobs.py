"""What the worker does with polls."""

from __future__ import annotations

from sqlalchemy import select

from community.core import clock
from community.core.db import writing
from community.core.jobs import every_minute
from community.extensions import db
from community.polls.models import Poll

AT_ONCE = 200


@every_minute
def close_due_polls() -> int:
    """Settle polls whose time has come, each exactly once; how many there were."""
    due = select(Poll.id).where(Poll.closed_at.is_(None), Poll.closes_at <= clock.sql_now())
    ids = list(db.session.scalars(due.order_by(Poll.closes_at).limit(AT_ONCE)))
    return sum(_close(poll_id) for poll_id in ids)


def _close(poll_id: int) -> bool:
    with writing():
        poll = db.session.get(Poll, poll_id)
        return bool(poll and poll.close())
