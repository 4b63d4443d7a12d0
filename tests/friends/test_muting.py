"""Muting: one hears nothing, the other learns nothing."""

from __future__ import annotations

from community.activity.live import rooms
from community.activity.queries import feed_of
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Mute
from community.friends.viewer import Viewer
from community.notifications.queries import count_unread
from community.notifications.telling import tell
from community.polls.queries import to_answer
from tests.world import poll_by


def mute(client, person, how: str = "mute"):
    return client.post(f"/people/{encode(person.id)}/{how}")


def news(person) -> list:
    return list(db.session.scalars(feed_of(Viewer(person))))


def put_to(person) -> list:
    return list(db.session.scalars(to_answer(Viewer(person))))


def told(profile, actor) -> None:
    with writing():
        tell(profile.id, "followed", "profile", actor.id, actor.id)


def test_their_doings_leave_feed_polls_and_notices(world, sign_in):
    poll_by(world.ben)
    told(world.ana, world.ben)
    assert put_to(world.ana) and count_unread(world.ana.id) == 1
    ana = sign_in("ana")
    assert mute(ana, world.ben).status_code == 303
    assert put_to(world.ana) == [] and count_unread(world.ana.id) == 0
    assert "Ben follows" not in ana.get("/notifications").text
    assert "Which pot?" not in ana.get("/").text
    assert f"feed:friend:{world.ben.id}" not in rooms(Viewer(world.ana), world.ana.id)


def test_what_they_do_afterwards_is_not_told_and_does_not_come_back(world, sign_in):
    ana = sign_in("ana")
    mute(ana, world.ben)
    told(world.ana, world.ben)
    mute(ana, world.ben, "unmute")
    assert count_unread(world.ana.id) == 0


def test_they_never_learn(world, sign_in):
    ben, ana = sign_in("ben"), sign_in("ana")
    before = ben.get("/@ana").text
    mute(ana, world.ben)
    hidden = ("csrf_token", "form_key")
    after = ben.get("/@ana").text

    def seen(text: str) -> list[str]:
        return [line for line in text.splitlines() if not any(name in line for name in hidden)]

    assert seen(before) == seen(after)
    assert "Unmute Ben" in ana.get("/@ben").text


def test_it_is_taken_back_where_blocks_are(world, sign_in):
    poll_by(world.ben)
    ana = sign_in("ana")
    mute(ana, world.ben)
    assert "Unmute Ben" in ana.get("/settings/blocks").text
    mute(ana, world.ben, "unmute")
    assert put_to(world.ana) and "Nobody is muted" in ana.get("/settings/blocks").text


def test_twice_is_once_and_oneself_or_the_blocked_never(world, sign_in):
    ana = sign_in("ana")
    for _again in range(2):
        mute(ana, world.ben)
    mute(ana, world.ana)
    assert mute(ana, world.dina).status_code == 404
    assert [row.muted_id for row in db.session.scalars(db.select(Mute))] == [world.ben.id]
