"""The policy is asked again: soon after a right was taken away, and each minute of everybody."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from threading import Lock

from flask import Flask, current_app
from flask_socketio import join_room, leave_room

from community.core.live.line import Line
from community.core.live.rooms import (
    Watcher,
    forget,
    key_of,
    viewer_of_request,
    watchables,
    watchers,
)
from community.extensions import db, socketio

log = logging.getLogger(__name__)

SWEEP_SECONDS = 60

_sweeper_started = False
_round = Lock()
_asking = Lock()
_asked: list[frozenset[int]] = []  # an empty set stands for everybody


def recheck(members: Iterable[int] = ()) -> None:
    """Ask again for the sockets of these members, or of everybody, in every process; soon.

    Whoever asks while a round is waited for is served by that round.
    """
    who = frozenset(members)
    recheck_here(current_app._get_current_object(), who)  # type: ignore[attr-defined]
    line = socketio.server.manager
    if isinstance(line, Line):
        line.ask_others(who)


def recheck_here(app: Flask, members: Iterable[int]) -> None:
    with _asking:
        is_first = not _asked and bool(watchers)
        if watchers:
            _asked.append(frozenset(members))
    if is_first:
        socketio.start_background_task(recheck_in_turn, app)


def recheck_in_turn(app: Flask) -> None:
    with _round:
        with _asking:  # what is revoked from now on needs another round
            asked = _asked[:]
            _asked.clear()
        everybody = not all(asked)
        recheck_all(app, None if everybody else frozenset().union(*asked))


def recheck_all(app: Flask, members: frozenset[int] | None = None) -> None:
    for sid, watcher in list(watchers.items()):
        if members is not None and watcher.viewer_key[0] not in members:
            continue
        try:
            with app.request_context(watcher.environ):
                _recheck(sid, watcher)
                db.session.remove()
        except Exception:
            log.exception("a socket could not be checked again; it is cut")
            _cut(sid)


def _recheck(sid: str, watcher: Watcher) -> None:
    viewer = viewer_of_request()
    if key_of(viewer) != watcher.viewer_key:
        _cut(sid)
        return
    for (name, thing_id), rooms in list(watcher.rooms.items()):
        allowed = tuple(watchables[name].join(viewer, thing_id))
        for room in set(rooms) - set(allowed):
            leave_room(room, sid, "/")
        for room in set(allowed) - set(rooms):
            join_room(room, sid, "/")
        watcher.rooms[(name, thing_id)] = allowed


def _cut(sid: str) -> None:
    forget(sid)
    socketio.server.disconnect(sid, namespace="/")


def start_sweeper(app: Flask) -> None:
    global _sweeper_started
    if _sweeper_started:
        return
    _sweeper_started = True
    socketio.start_background_task(_sweep, app)


def _sweep(app: Flask) -> None:
    while True:
        socketio.sleep(SWEEP_SECONDS)
        recheck_here(app, ())
