"""Everybody asks to hear of everything; who may not open a thing hears nothing of it."""

from __future__ import annotations

import json
from typing import Any
from zlib import crc32

from flask import Flask

from community.core import limits
from community.core.db import writing
from community.core.ids import encode
from community.core.live import checks
from community.core.live.rooms import watchables
from community.extensions import db
from community.polls.models import Poll
from community.reactions.models import Comment
from community.wishlists.models import Wishlist
from tests.drills.canaries.planting import Stage
from tests.drills.canaries.walking import SOME
from tests.drills.frame import Report
from tests.polls.people import Listener


def listen_in(
    report: Report, app: Flask, stage: Stage, clients: dict[str, Any], *, is_long: bool
) -> None:
    """Each viewer asks for each room there is, with each thing of ana's (in the short form for some
    of them, others each time); then things happen."""
    checks._sweeper_started = True  # its look from a thread would cut sockets of this process
    listeners = {viewer: Listener(app, client) for viewer, client in clients.items()}
    for viewer, listener in listeners.items():
        report.count("rooms asked for", _ask_for_all(report, app, stage, viewer, listener, is_long))
    _let_things_happen(stage)
    for viewer, listener in listeners.items():
        for name in ("state", "stale"):
            for said in listener.heard(name):
                report.count("frames heard")
                _judge(report, stage, viewer, said)
        listener.leave()


def _ask_for_all(
    report: Report, app: Flask, stage: Stage, viewer: str, listener: Listener, is_long: bool
) -> int:
    asked = 0
    for room in watchables:
        for kind, thing_id in stage.of:
            if not (is_long or room == kind or crc32(f"{viewer} {thing_id}".encode()) % SOME == 0):
                continue
            if asked % 15 == 0:
                limits.init_app(app)
            asked += 1
            answer = listener.say({"room": room, "id": encode(thing_id)})
            stage.aviary.listen(viewer, f"watching {room}", json.dumps(answer))
            is_let_in = bool(answer.get("ok")) and viewer not in stage.of[kind, thing_id]
            report.demand(not is_let_in, f"{viewer} may watch {room} of somebody's {kind}")
    return asked


def _let_things_happen(stage: Stage) -> None:
    ana = stage.world.ana
    for kind, thing_id in stage.of:
        with writing():
            if kind == Poll.kind:
                Comment.write(db.session.get_one(Poll, thing_id), ana, "Well?", "<p>Well?</p>")
            elif kind == Wishlist.kind:
                db.session.get_one(Wishlist, thing_id).announce_change()


def _judge(report: Report, stage: Stage, viewer: str, said: dict[str, Any]) -> None:
    stage.aviary.listen(viewer, "a socket", json.dumps(said))
    for (kind, thing_id), readers in stage.of.items():
        is_theirs = said.get("id") == encode(thing_id)
        may_hear = not is_theirs or viewer in readers
        report.demand(may_hear, f"{viewer} heard of somebody's {kind}")
