"""After Redis was away: what other processes said meanwhile is lost, so everybody is told anew."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import Any

from flask import Flask

from community.core.ids import encode
from community.core.live import checks
from community.core.live.rooms import tell_here, viewer_of_request, watchables, watchers
from community.extensions import db, socketio

log = logging.getLogger(__name__)

# Who hears the same about the same thing.
Circle = tuple[str, int, tuple[str, ...]]


def begin(app: Flask) -> None:
    if watchers:
        socketio.start_background_task(catch_up, app)


def catch_up(app: Flask) -> None:
    """Rights first, then news."""
    checks.recheck_here(app, ())
    checks.recheck_in_turn(app)
    for circle, sids in _circles().items():
        try:
            _tell(app, circle, sids)
        except Exception:
            log.exception("nobody could be told about %s", circle[:2])
    for sid, watcher in list(watchers.items()):
        if watcher.viewer_key[0]:
            tell_here("bell", {}, sid)


def _circles() -> dict[Circle, list[str]]:
    circles: dict[Circle, list[str]] = defaultdict(list)
    for sid, watcher in list(watchers.items()):
        for (name, thing_id), rooms in list(watcher.rooms.items()):
            if rooms:
                circles[(name, thing_id, rooms)].append(sid)
    return circles


def _tell(app: Flask, circle: Circle, sids: list[str]) -> None:
    """They are in the same rooms, so one of them may ask for all."""
    name, thing_id, _rooms = circle
    message: dict[str, Any] | None = {"room": name, "id": encode(thing_id), "audience": len(sids)}
    event, state = "stale", watchables[name].state
    asking = watchers.get(sids[0])
    if state and asking:
        with app.request_context(asking.environ):
            event, message = "state", state(viewer_of_request(), thing_id)
            db.session.remove()
    for sid in sids if message else ():
        tell_here(event, message or {}, sid)
