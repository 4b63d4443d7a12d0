"""Live rooms: who may join is asked at every join, again on revocation, and each minute.

Connecting is open to anyone from our origin. Messages carry numbers and ids, never words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from community.core import greenlets
from community.core.live import catching_up, checks, line, rooms
from community.core.live.checks import recheck
from community.core.live.rooms import audience, tell, watchable
from community.extensions import socketio

__all__ = ["audience", "init_app", "recheck", "tell", "watchable"]


def init_app(app: Flask, *, viewer: Callable[[], Any]) -> None:
    """`viewer` gives the viewer of the present request; it lives above core."""
    rooms.ask_for_viewers(viewer)
    socketio.init_app(
        app,
        async_mode="gevent" if greenlets.are_used() else "threading",
        async_handlers=False,  # one socket is heard word by word, not in a thread for each
        client_manager=_line(app),
        manage_session=False,
        transports=["websocket"],
        max_http_buffer_size=64 * 1024,
        ping_interval=25,
    )
    socketio.on_event("connect", rooms.connected)
    socketio.on_event("disconnect", rooms.disconnected)
    socketio.on_event("watch", rooms.watch)
    socketio.on_event("unwatch", rooms.unwatch)


def _line(app: Flask) -> line.Line | None:
    """To the other processes, where there may be some."""
    settings = app.extensions["settings"]
    if not settings.redis_url:
        return None
    return line.Line(
        settings.redis_url,
        site=settings.secret_key,
        on_ask=lambda members: checks.recheck_here(app, members),
        on_return=lambda: catching_up.begin(app),
    )
