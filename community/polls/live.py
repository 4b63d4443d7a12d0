"""Polls that move by themselves: two rooms each, one with counts and one without."""

from __future__ import annotations

import threading
import time
from typing import Any

from flask import Flask, current_app
from sqlalchemy import or_, select

from community.core import clock
from community.core.ids import encode
from community.core.live import audience, tell
from community.extensions import db, socketio
from community.friends.audience import visible_to
from community.friends.viewer import Viewer
from community.polls.access import may_see_results
from community.polls.models import Option, Poll
from community.polls.sight import votes_of

PAUSE = 0.25  # seconds between two messages about one poll
MANY = 2000  # who watch; more are told less often, so that it stays at 8,000 messages a second
LONGEST = 4.0

_lock = threading.Lock()
_told_at: dict[int, float] = {}
_waiting: set[int] = set()


def with_counts(poll_id: int) -> str:
    return f"poll:{poll_id}:counts"


def without_counts(poll_id: int) -> str:
    return f"poll:{poll_id}"


def join(viewer: Viewer, poll_id: int) -> list[str]:
    """The one room this viewer may hear of; none when the poll is not theirs to see."""
    poll = db.session.scalar(
        select(Poll)
        .where(Poll.id == poll_id, visible_to(Poll, viewer))
        .execution_options(populate_existing=True)
    )
    if poll is None:
        return []
    voted = poll_id in votes_of(viewer, [poll_id])
    may_see = may_see_results(viewer, poll, voted=voted)
    return [with_counts(poll_id) if may_see else without_counts(poll_id)]


def state(viewer: Viewer, poll_id: int) -> dict[str, Any] | None:
    """What a viewer is told on joining."""
    rooms, full = join(viewer, poll_id), read_state(poll_id)
    if not rooms or full is None:
        return None
    return full if with_counts(poll_id) in rooms else bare(full)


def read_state(poll_id: int) -> dict[str, Any] | None:
    """Complete, by one select, so that version and counts belong together."""
    is_closed = or_(Poll.closed_at.is_not(None), Poll.closes_at <= clock.sql_now())
    rows = db.session.execute(
        select(Poll.version, Poll.vote_count, is_closed, Option.id, Option.votes)
        .join(Option, Option.poll_id == Poll.id)
        .where(Poll.id == poll_id)
    ).all()
    if not rows:
        return None
    version, total, closed = rows[0][:3]
    votes = {encode(option_id): count for *_, option_id, count in rows}
    about = {"room": "poll", "id": encode(poll_id), "version": version}
    return {**about, "total": total, "closed": bool(closed), "votes": votes}


def bare(full: dict[str, Any]) -> dict[str, Any]:
    """Without counts; after the close they are everybody's."""
    return full if full["closed"] else {k: v for k, v in full.items() if k != "votes"}


def announce(fact: Any) -> None:
    """Tell the first change at once, and the rest of a burst together a little later."""
    wait = _take_turn(fact.poll_id)
    if wait is None:
        return
    if wait:
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        socketio.start_background_task(_announce_later, app, fact.poll_id, wait)
    else:
        _tell(fact.poll_id)


def _take_turn(poll_id: int) -> float | None:
    """Seconds to wait; None when somebody waits already and will tell of this too."""
    now, pause = time.monotonic(), _pause(poll_id)
    with _lock:
        if poll_id in _waiting:
            return None
        wait = _told_at.get(poll_id, 0.0) + pause - now
        if wait > 0:
            _waiting.add(poll_id)
            return wait
        for old in [each for each, at in _told_at.items() if at + LONGEST < now]:
            del _told_at[old]
        _told_at[poll_id] = now
        return 0.0


def _pause(poll_id: int) -> float:
    watching = audience(with_counts(poll_id)) + audience(without_counts(poll_id))
    return min(LONGEST, PAUSE * max(1.0, watching / MANY))


def _announce_later(app: Flask, poll_id: int, wait: float) -> None:
    socketio.sleep(wait)
    with _lock:
        _waiting.discard(poll_id)
        _told_at[poll_id] = time.monotonic()
    with app.app_context():
        try:
            _tell(poll_id)
        finally:
            db.session.remove()


def _tell(poll_id: int) -> None:
    full = read_state(poll_id)
    if full:
        tell("state", full, with_counts(poll_id))
        tell("state", bare(full), without_counts(poll_id))
        socketio.sleep(0)  # their writers first, then the rest of this request
