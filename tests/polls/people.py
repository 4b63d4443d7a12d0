"""What the tests of polls need besides the cast of tests/world.py."""

from __future__ import annotations

from contextvars import Context
from typing import Any

from community.accounts.models import AccountSession, Profile
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db, socketio
from tests.world import HOUR, befriend, link_to, person, poll_by, signed_in

__all__ = [
    "HOUR",
    "Listener",
    "befriend",
    "cookie_of",
    "holding",
    "link_to",
    "person",
    "poll_by",
    "signed_in",
]


def cookie_of(app: Any, profile: Profile) -> str:
    """What the browser of a member holds once they have signed in."""
    with writing():
        _session, token = AccountSession.begin(profile.account, "tests")
    serializer = app.session_interface.get_signing_serializer(app)
    return str(serializer.dumps({"_user_id": token}))


def holding(client: Any, key: str) -> Any:
    with client.session_transaction() as cookie:
        cookie["links"] = [key]
    return client


class Listener:
    """A socket whose every event runs in an empty context, as on a server."""

    def __init__(self, app: Any, client: Any) -> None:
        db.session.commit()
        self._socket = Context().run(socketio.test_client, app, flask_test_client=client)

    def watch(self, room: Any, thing: Any) -> dict[str, Any]:
        return self.say({"room": room, "id": encode(thing.id)})

    def say(self, message: Any) -> dict[str, Any]:
        db.session.commit()
        answer: dict[str, Any] = Context().run(self._socket.emit, "watch", message, callback=True)
        return answer

    def heard(self, name: str) -> list[dict[str, Any]]:
        return [said["args"][0] for said in self._socket.get_received() if said["name"] == name]

    @property
    def is_in(self) -> bool:
        return bool(self._socket.is_connected())

    def leave(self) -> None:
        if self.is_in:
            Context().run(self._socket.disconnect)
