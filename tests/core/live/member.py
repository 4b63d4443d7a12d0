"""A member of a real site: a browser's cookie, forms with their token, and a socket."""

from __future__ import annotations

import re
import threading
import time
from typing import Any

import requests
import socketio

from community.accounts.models import AccountSession, Profile
from community.core.db import writing
from community.core.ids import encode

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


def cookie_for(app: Any, profile: Profile) -> str:
    """The cookie of a new session; call it inside the app's context."""
    with writing():
        _row, token = AccountSession.begin(profile.account, "tests")
    serializer = app.session_interface.get_signing_serializer(app)
    name = app.config["SESSION_COOKIE_NAME"]
    return f"{name}={serializer.dumps({'_user_id': token, '_fresh': True})}"


class Member:
    def __init__(self, url: str, cookie: str) -> None:
        self.url = url
        self.http = requests.Session()
        name, _, value = cookie.partition("=")
        self.http.cookies.set(name, value, domain="127.0.0.1", path="/")
        # Browsers say where a form stood; over TLS one that does not is refused.
        self.http.headers["Referer"] = f"{url}/"
        self._token = ""
        self.sockets: list[Socket] = []

    def learn_token(self) -> str:
        if not self._token:
            found = TOKEN.search(self.http.get(f"{self.url}/people", timeout=20).text)
            assert found, "the member is not signed in"
            self._token = found.group(1)
        return self._token

    def post(self, path: str, **fields: str) -> requests.Response:
        data = {"csrf_token": self.learn_token(), **fields}
        return self.http.post(f"{self.url}{path}", data=data, timeout=20, allow_redirects=False)

    def open_socket(self) -> Socket:
        cookie = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        self.sockets.append(Socket(self.url, cookie))
        return self.sockets[-1]

    def leave(self) -> None:
        for socket in self.sockets:
            socket.client.disconnect()
        self.http.close()


class Socket:
    def __init__(self, url: str, cookie: str) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.cut = threading.Event()
        self.client = socketio.Client(reconnection=False, request_timeout=30)
        self.client.on("*", lambda name, *words: self.heard.append((name, words)))
        self.client.on("disconnect", lambda *reason: self.cut.set())
        self.client.connect(
            url, headers={"Cookie": cookie}, transports=["websocket"], wait_timeout=20
        )

    def watch(self, room: str, thing_id: int) -> dict[str, Any]:
        return self.say({"room": room, "id": encode(thing_id)})

    def say(self, *words: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.call("watch", words, timeout=10)
        return answer

    def hears(self, name: str, within: float = 5.0) -> bool:
        """Whether it hears an event of that name, waiting for it."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            if any(said == name for said, _ in self.heard):
                return True
            time.sleep(0.02)
        return False
