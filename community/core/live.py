"""Live rooms: who may join is asked at every join, again on revocation, and each minute.

Connecting is open to anyone from our origin. Messages carry numbers and ids, never words.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

from flask import Flask, current_app, request
from flask_socketio import join_room, leave_room

from community.core.ids import decode
from community.core.limits import is_allowed
from community.extensions import db, socketio

log = logging.getLogger(__name__)

SWEEP_SECONDS = 60
MOST_WATCHED = 40

# Gives the names of the socket rooms that this viewer may hear about this thing; none: refused.
Join = Callable[[Any, int], Iterable[str]]
# Gives what the viewer is told at once: {id, version, …}.
State = Callable[[Any, int], dict[str, Any] | None]


@dataclass(frozen=True)
class Watchable:
    join: Join
    state: State | None = None


@dataclass
class Watcher:
    """One socket of this process and what it listens to."""

    viewer_key: tuple[Any, ...]
    environ: dict[str, Any]
    rooms: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)


_watchables: dict[str, Watchable] = {}
_watchers: dict[str, Watcher] = {}
_viewer_of_request: Callable[[], Any] = lambda: None  # noqa: E731
_sweeper_started = False
_rounds = Lock()
_round_waits = Event()


def init_app(app: Flask, *, viewer: Callable[[], Any]) -> None:
    """`viewer` gives the viewer of the present request; it lives above core."""
    global _viewer_of_request
    _viewer_of_request = viewer
    socketio.on_event("connect", _connected)
    socketio.on_event("disconnect", _disconnected)
    socketio.on_event("watch", _watch)
    socketio.on_event("unwatch", _unwatch)


def watchable(name: str, join: Join, state: State | None = None) -> None:
    """Let sockets watch things of this name; asked through the viewer at each join."""
    _watchables[name] = Watchable(join, state)


def tell(event: str, message: dict[str, Any], room: str) -> None:
    """Send to a room in every process. May be lost without an error: pages fetch again."""
    socketio.emit(event, message, to=room)


def _connected(auth: Any = None) -> None:
    _start_sweeper(current_app._get_current_object())  # type: ignore[attr-defined]
    viewer = _viewer_of_request()
    _watchers[_sid()] = Watcher(_key(viewer), dict(request.environ))
    if viewer.profile_id:
        join_room(f"member:{viewer.profile_id}")
    db.session.remove()


def _disconnected(reason: Any = None) -> None:
    _watchers.pop(_sid(), None)


def _watch(message: Any = None, *more: Any) -> dict[str, Any]:
    asked = _parse(message)
    watcher = _watchers.get(_sid())
    if asked is None or watcher is None:
        return {"ok": False}
    if asked not in watcher.rooms and len(watcher.rooms) >= MOST_WATCHED:
        return {"ok": False}
    if not is_allowed("socket-join", _sid()):
        return {"ok": False}
    try:
        return _admit(watcher, *asked)
    finally:
        db.session.remove()


def _admit(watcher: Watcher, name: str, thing_id: int) -> dict[str, Any]:
    viewer, thing = _viewer_of_request(), _watchables[name]
    rooms = tuple(thing.join(viewer, thing_id))
    if not rooms:
        return {"ok": False}
    # Whoever asks again may hear more than before, or less.
    for room in set(watcher.rooms.get((name, thing_id), ())) - set(rooms):
        leave_room(room)
    watcher.rooms[(name, thing_id)] = rooms
    for room in rooms:
        join_room(room)
    return {"ok": True, "state": thing.state(viewer, thing_id) if thing.state else None}


def _unwatch(message: Any = None, *more: Any) -> None:
    asked, watcher = _parse(message), _watchers.get(_sid())
    if asked is None or watcher is None:
        return
    for room in watcher.rooms.pop(asked, ()):
        leave_room(room)


def recheck() -> None:
    """Ask the policy again for every socket of this process; soon, in the background.

    Whoever asks while a round is waited for is served by that round.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if _watchers and not _round_waits.is_set():
        _round_waits.set()
        socketio.start_background_task(_recheck_in_turn, app)


def _recheck_in_turn(app: Flask) -> None:
    with _rounds:
        _round_waits.clear()  # what is revoked from now on needs another round
        _recheck_all(app)


def _recheck_all(app: Flask) -> None:
    for sid, watcher in list(_watchers.items()):
        try:
            with app.request_context(watcher.environ):
                _recheck(sid, watcher)
                db.session.remove()
        except Exception:
            log.exception("a socket could not be checked again; it is cut")
            _cut(sid)


def _recheck(sid: str, watcher: Watcher) -> None:
    viewer = _viewer_of_request()
    if _key(viewer) != watcher.viewer_key:
        _cut(sid)
        return
    for (name, thing_id), rooms in list(watcher.rooms.items()):
        allowed = tuple(_watchables[name].join(viewer, thing_id))
        for room in set(rooms) - set(allowed):
            leave_room(room, sid, "/")
        for room in set(allowed) - set(rooms):
            join_room(room, sid, "/")
        watcher.rooms[(name, thing_id)] = allowed


def _cut(sid: str) -> None:
    _watchers.pop(sid, None)
    socketio.server.disconnect(sid, namespace="/")


def _start_sweeper(app: Flask) -> None:
    global _sweeper_started
    if _sweeper_started:
        return
    _sweeper_started = True
    socketio.start_background_task(_sweep, app)


def _sweep(app: Flask) -> None:
    while True:
        socketio.sleep(SWEEP_SECONDS)
        _recheck_in_turn(app)


def _parse(message: Any) -> tuple[str, int] | None:
    """(name, id) of a well-formed message, else None; whatever a client sends, it is no error."""
    if not isinstance(message, dict) or not isinstance(message.get("room"), str):
        return None
    if message["room"] not in _watchables:
        return None
    try:
        return message["room"], decode(str(message.get("id", "")))
    except ValueError:
        return None


def _key(viewer: Any) -> tuple[Any, ...]:
    return (viewer.profile_id, viewer.guest.id if viewer.guest else None)


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
