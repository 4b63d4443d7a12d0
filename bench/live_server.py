"""`bench.live_server:app`: the site, which notes when each vote was accepted.

`ACCEPTED` names the file that gets one line a vote, the monotonic clock right after the commit.
`bench.live_server:bare()` is the yardstick: a Flask-SocketIO that does nothing but broadcast.
"""

from __future__ import annotations

import os
import time
from typing import Any

from flask import Flask

_notes = os.open(os.environ["ACCEPTED"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def note(fact: Any = None) -> None:
    os.write(_notes, b"%.6f\n" % time.monotonic())


def bare() -> Flask:
    from flask_socketio import SocketIO, join_room

    app, votes = Flask("bare"), [0]
    sockets = SocketIO(app, async_mode=os.environ["ASYNC_MODE"], cors_allowed_origins="*")

    @sockets.on("watch")
    def watch(message: dict[str, Any]) -> dict[str, Any]:
        join_room("poll")
        return {"ok": True, "state": {"version": votes[0], "id": message["id"], "room": "poll"}}

    @app.post("/polls/<poll>/vote")
    def vote(poll: str) -> str:
        note()
        votes[0] += 1
        about = {"room": "poll", "id": poll, "version": votes[0], "total": votes[0]}
        counts = {"votes": dict.fromkeys(("aaaaaa", "bbbbbb", "cccccc"), votes[0])}
        sockets.emit("state", {**about, "closed": False, **counts}, to="poll")
        return "thank you"

    @app.get("/readyz")
    def ready() -> str:
        return "yes"

    return app


def __getattr__(name: str) -> Flask:
    if name != "app":
        raise AttributeError(name)
    from community.app import create_app
    from community.core.events import subscribe
    from community.polls.events import VoteCast

    subscribe(VoteCast, note, name="bench")  # the first to hear
    globals()["app"] = create_app()
    return globals()["app"]
