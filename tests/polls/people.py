"""Who asks and who answers: ana asks; ben is her friend, fay follows her, cleo is a stranger."""

from __future__ import annotations

from contextvars import Context
from datetime import timedelta
from typing import Any

from community.accounts.models import Account, AccountSession, Profile
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db, socketio
from community.friends.models import Follow, ShareLink
from community.polls.models import Option, Poll

HOUR = timedelta(hours=1)


def person(handle: str) -> Profile:
    with writing():
        profile = Profile.person(handle, handle.title())
        db.session.add(Account.open(f"{handle}@example.com", "unused", profile))
        db.session.flush()
        profile.account.confirm_email()
    return profile


def befriend(one: Profile, other: Profile) -> None:
    with writing():
        Follow.begin(one, other)
        Follow.begin(other, one)


def signed_in(client: Any, profile: Profile) -> Any:
    with writing():
        _session, token = AccountSession.begin(profile.account, "tests")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


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

    def leave(self) -> None:
        if self._socket.is_connected():
            Context().run(self._socket.disconnect)


def poll_by(owner: Profile, *texts: str, **more: Any) -> Poll:
    """Which of two pots, for an hour, for friends, unless told otherwise."""
    with writing():
        values = {"question": "Which pot?", "closes_at": clock.now() + HOUR, **more}
        poll = Poll(owner_id=owner.id, **values)
        names = texts or ("red pot", "blue pot")
        poll.options = [Option(text=text, position=place) for place, text in enumerate(names)]
        poll.ask()
    return poll


def link_to(poll: Poll, by: Profile) -> ShareLink:
    with writing():
        return ShareLink.make("poll", poll.id, by)
