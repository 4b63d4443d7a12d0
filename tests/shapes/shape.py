"""One running Posy in either shape, and the people on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import websocket
from flask import Flask

from community.core.ids import encode
from community.extensions import db
from tests.core.live.member import Member, Socket, cookie_for
from tests.world import befriend, person, poll_by

PATH = "/socket.io/?EIO=4&transport=websocket"
# Seconds: what ends a right to listen must end the listening; twice that where others work, too.
SOON = 10.0


@dataclass
class Shape:
    site: Any
    urls: list[str]  # of every web process
    app: Flask

    @property
    def is_fleet(self) -> bool:
        return len(self.urls) > 1


def cast(shape: Shape, *handles: str) -> list[Member]:
    """They are friends of the first, who asks a poll; handles get something of their own."""
    with shape.app.app_context():
        own = uuid4().hex[:6]
        profiles = [person(f"{handle}-{own}") for handle in handles]
        for friend in profiles[1:]:
            befriend(profiles[0], friend)
        members = [_member(shape, place, profile) for place, profile in enumerate(profiles)]
        poll = poll_by(profiles[0])
        for member in members:
            member.poll, member.option = poll.id, encode(poll.options[0].id)
        db.session.remove()
    return members


def _member(shape: Shape, place: int, profile: Any) -> Any:
    member: Any = Member(shape.urls[place % len(shape.urls)], cookie_for(shape.app, profile))
    member.id = profile.id
    return member


def vote(member: Any) -> None:
    answer = member.post(f"/polls/{encode(member.poll)}/vote", option=member.option)
    assert answer.status_code == 303, answer.text


def listening(member: Any) -> Socket:
    socket: Socket = member.open_socket()
    assert socket.watch("poll", member.poll)["ok"] is True
    return socket


def open_raw(url: str, **options: Any) -> websocket.WebSocket:
    where = url.replace("http", "ws") + PATH
    return websocket.create_connection(where, **{"timeout": 10, "origin": url, **options})


def wait_until(holds: Callable[[], bool], within: float = SOON) -> bool:
    deadline = time.monotonic() + within
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
