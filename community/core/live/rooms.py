"""The sockets of this process and the rooms they are in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import current_app, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import join_room, leave_room

from community.core.ids import decode
from community.core.limits import is_allowed_here
from community.extensions import db, socketio

MOST_WATCHED = 40
MOST_SOCKETS = 5  # of one member or guest in this process; further pages ask from time to time

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


watchables: dict[str, Watchable] = {}
watchers: dict[str, Watcher] = {}
sockets_of: Counter[tuple[Any, ...]] = Counter()  # of members and guests
_viewer_of_request: Callable[[], Any] = lambda: None  # noqa: E731


def ask_for_viewers(viewer: Callable[[], Any]) -> None:
    global _viewer_of_request
    _viewer_of_request = viewer


def viewer_of_request() -> Any:
    return _viewer_of_request()


def key_of(viewer: Any) -> tuple[Any, ...]:
    return (viewer.profile_id, viewer.guest.id if viewer.guest else None)


def watchable(name: str, join: Join, state: State | None = None) -> None:
    """Let sockets watch things of this name; asked through the viewer at each join."""
    watchables[name] = Watchable(join, state)


def tell(event: str, message: dict[str, Any], room: str) -> None:
    """Send to a room in every process. May be lost without an error: pages fetch again."""
    socketio.emit(event, message, to=room)


def audience(room: str) -> int:
    """How many sockets of this process are in a room."""
    return len(socketio.server.manager.rooms.get("/", {}).get(room, ()))


def tell_here(event: str, message: dict[str, Any], sid: str) -> None:
    """Send to one socket of this process."""
    socketio.server.manager.emit(event, message, namespace="/", to=sid, ignore_queue=True)


def connected(auth: Any = None) -> None:
    from community.core.live.checks import start_sweeper

    start_sweeper(current_app._get_current_object())  # type: ignore[attr-defined]
    viewer = viewer_of_request()
    db.session.remove()
    key = key_of(viewer)
    if any(key):
        _count(key)
    watchers[_sid()] = Watcher(key, dict(request.environ))
    if viewer.profile_id:
        join_room(f"member:{viewer.profile_id}")


def _count(key: tuple[Any, ...]) -> None:
    if sockets_of[key] >= MOST_SOCKETS:
        raise Refused("too many pages at once")
    sockets_of[key] += 1


def disconnected(reason: Any = None) -> None:
    forget(_sid())


def forget(sid: str) -> None:
    """A socket that is gone, or that hears nothing any more, is no longer counted."""
    watcher = watchers.pop(sid, None)
    if watcher and any(watcher.viewer_key):
        sockets_of[watcher.viewer_key] -= 1
        if sockets_of[watcher.viewer_key] <= 0:
            del sockets_of[watcher.viewer_key]


def watch(message: Any = None, *more: Any) -> dict[str, Any]:
    asked = _parse(message)
    watcher = watchers.get(_sid())
    if asked is None or watcher is None:
        return {"ok": False}
    if asked not in watcher.rooms and len(watcher.rooms) >= MOST_WATCHED:
        return {"ok": False}
    if not is_allowed_here("socket-join", _sid()):
        return {"ok": False}
    try:
        return _admit(watcher, *asked)
    finally:
        db.session.remove()


def _admit(watcher: Watcher, name: str, thing_id: int) -> dict[str, Any]:
    viewer, thing = viewer_of_request(), watchables[name]
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


def unwatch(message: Any = None, *more: Any) -> None:
    asked, watcher = _parse(message), watchers.get(_sid())
    if asked is None or watcher is None:
        return
    for room in watcher.rooms.pop(asked, ()):
        leave_room(room)


def _parse(message: Any) -> tuple[str, int] | None:
    """(name, id) of a well-formed message, else None; whatever a client sends, it is no error."""
    if not isinstance(message, dict) or not isinstance(message.get("room"), str):
        return None
    if message["room"] not in watchables:
        return None
    try:
        return message["room"], decode(str(message.get("id", "")))
    except ValueError:
        return None


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
