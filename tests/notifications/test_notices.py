"""Notices in the page: one row a thing, with a number; only of what may be seen."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select

from community.core.db import writing
from community.core.ids import encode, new_id
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Block, Follow, Guest
from community.notifications.models import Notification
from community.notifications.queries import count_unread
from community.polls.models import Poll
from community.reactions.models import Comment
from tests.world import link_to, person, poll_by


def told(profile) -> dict[str, Notification]:
    db.session.expire_all()
    rows = db.session.scalars(select(Notification).filter_by(profile_id=profile.id))
    return {row.topic: row for row in rows}


def cast(poll, voter, place: int = 0) -> None:
    with writing():
        found = db.session.get(Poll, poll.id)
        found.vote(found.options[place], by=voter)
    deliver_all()


@pytest.fixture
def poll(world) -> Poll:
    """Asked of friends, and what came before it is forgotten."""
    deliver_all()
    with writing():
        db.session.query(Notification).delete()
    asked = poll_by(world.ana)
    deliver_all()
    return asked


def test_friends_are_asked_once_each_and_nobody_else(world, poll):
    asked = db.session.scalars(select(Notification.profile_id).filter_by(topic="asked")).all()
    assert sorted(asked) == sorted([world.ben.id, world.carla.id])
    assert db.session.get(Poll, poll.id).asked_count == 2


@pytest.mark.parametrize("audience", ["public", "me"])
def test_where_nobody_is_meant_by_name_nobody_is_told(world, poll, audience):
    other = poll_by(world.ana, audience=audience)
    deliver_all()
    rows = db.session.scalars(select(Notification).filter_by(thing_id=other.id))
    assert rows.all() == []


@pytest.mark.both_databases
def test_votes_are_one_row_with_a_number(world, poll, sign_in):
    cast(poll, world.ben)
    assert "voted on your poll" in sign_in("ana").get("/notifications").text
    cast(poll, world.carla)
    row = told(world.ana)["voted"]
    assert (row.count, row.actor_id) == (2, world.carla.id)
    assert "and 1 other voted on your poll" in sign_in("ana").get("/notifications").text


def test_who_thinks_again_or_takes_it_back_is_not_counted_twice(world, poll):
    cast(poll, world.ben, 0)
    cast(poll, world.ben, 1)
    assert told(world.ana)["voted"].count == 1
    sent = told(world.ana)["voted"].changed_at
    with writing():
        db.session.get(Poll, poll.id).withdraw(by=world.ben)
    deliver_all()
    assert (told(world.ana)["voted"].count, told(world.ana)["voted"].changed_at) == (1, sent)
    cast(poll, world.carla)
    assert (told(world.ana)["voted"].count, told(world.ana)["voted"].actor_id) == (
        1,
        world.carla.id,
    )


def test_guests_are_counted_and_have_no_profile(world, poll, sign_in):
    with writing():
        guests = [Guest.welcome(link_to(poll, world.ana), name)[0] for name in ("Gus", "Gil")]
    for guest in guests:
        cast(poll, guest)
    assert told(world.ana)["voted"].count == 2
    assert "A guest and 1 other voted" in sign_in("ana").get("/notifications").text


@pytest.mark.both_databases
def test_comments_are_told_to_the_owner_and_to_those_who_spoke(world, poll):
    for author in (world.ben, world.carla):
        with writing():
            Comment.write(db.session.get(Poll, poll.id), author, "Red", "<p>Red</p>")
        deliver_all()
    assert told(world.ana)["commented"].count == 2
    assert told(world.ben)["commented"].actor_id == world.carla.id
    assert "commented" not in told(world.carla)


def test_a_comment_across_a_block_leaves_the_row_as_it_was(world, poll):
    def say(author) -> None:
        with writing():
            Comment.write(db.session.get(Poll, poll.id), author, "Red", "<p>Red</p>")
        deliver_all()

    say(world.ben)
    say(world.ana)
    with writing():
        Block.begin(world.ben, world.carla)
    say(world.carla)
    assert told(world.ben)["commented"].actor_id == world.ana.id
    assert told(world.ana)["commented"].actor_id == world.carla.id


def test_the_end_is_told_to_the_owner_and_the_decision_to_those_who_voted(world, poll):
    cast(poll, world.ben)
    with writing():
        db.session.get(Poll, poll.id).close()
    deliver_all()
    assert told(world.ana)["closed"].actor_id is None
    with writing():
        db.session.get(Poll, poll.id).decide("nothing")
    deliver_all()
    assert told(world.ben)["decided"].actor_id == world.ana.id
    assert "decided" not in told(world.carla)


def test_who_decides_at_once_is_not_asked_what_became_of_it(world, poll):
    with writing():
        db.session.get(Poll, poll.id).decide("nothing")
    deliver_all()
    assert "closed" not in told(world.ana)


def test_a_new_follower_is_told(world, sign_in):
    sign_in("cleo").post(f"/people/{encode(world.ana.id)}/follow")
    deliver_all()
    text = sign_in("ana").get("/notifications").text
    assert "Cleo" in text and "follows you" in text


@pytest.mark.both_databases
@pytest.mark.parametrize("how", ["unfollowed", "gone", "hidden"])
def test_the_bell_does_not_count_what_may_no_longer_be_seen(world, poll, how):
    assert count_unread(world.ben.id) == 1
    with writing():
        found = db.session.get(Poll, poll.id)
        if how == "unfollowed":
            Follow.end(world.ana.id, world.ben.id)
        elif how == "gone":
            found.remove()
        else:
            found.hidden_at = found.created_at
    assert count_unread(world.ben.id) == 0
    assert count_unread(world.carla.id) == (1 if how == "unfollowed" else 0)


@pytest.mark.both_databases
def test_across_a_block_nothing_is_told_and_nothing_stays(world, poll, sign_in):
    cast(poll, world.ben)
    ana = sign_in("ana")
    before = count_unread(world.ana.id)
    assert "Ben" in ana.get("/notifications").text
    with writing():
        Block.begin(world.ana, world.ben)
    assert "Ben" not in ana.get("/notifications").text
    assert count_unread(world.ana.id) == before - 1
    assert "Which pot?" not in sign_in("ben").get("/notifications").text


def test_what_one_may_no_longer_see_is_left_out(world, poll, sign_in):
    ben = sign_in("ben")
    assert "Which pot?" in ben.get("/notifications").text
    with writing():
        Follow.end(world.ana.id, world.ben.id)
    assert "Which pot?" not in ben.get("/notifications").text


def test_reading_one_goes_to_what_it_is_about(world, poll, sign_in):
    ben, row = sign_in("ben"), told(world.ben)["asked"]
    assert row.read_at is None
    answer = ben.post(f"/notifications/{encode(row.id)}/read")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"/polls/{encode(poll.id)}")
    assert told(world.ben)["asked"].read_at is not None


def test_the_bell_counts_what_is_unread_until_all_is_read(world, poll, sign_in):
    ben = sign_in("ben")
    assert 'data-bell="1"' in ben.get("/notifications/bell").text
    assert ben.post("/notifications/read").status_code == 303
    assert 'data-bell="0"' in ben.get("/notifications/bell").text
    assert count_unread(world.carla.id) == 1  # everybody has a bell of their own


def test_a_further_reason_makes_it_unread_again(world, poll, sign_in):
    cast(poll, world.ben)
    sign_in("ana").post("/notifications/read")
    assert count_unread(world.ana.id) == 0
    cast(poll, world.carla)
    assert count_unread(world.ana.id) == 1


@pytest.mark.both_databases
def test_load_more_leaves_out_none_of_the_same_moment(app, world, sign_in):
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    with writing():
        polls = [poll_by(world.ben, question=f"Question {n}?") for n in range(45)]
        db.session.execute(insert(Notification), [
            {"id": new_id(), "profile_id": world.ana.id, "topic": "asked", "kind": "poll",
             "thing_id": poll.id, "actor_id": world.ben.id, "changed_at": at} for poll in polls
        ])  # fmt: skip
    ana, seen = sign_in("ana"), []
    text = ana.get("/notifications").text
    for _page in range(3):
        seen += re.findall(r"Question (\d+)\?", text)
        more = re.search(r'hx-get="([^"]*after=[^"]+)"', text)
        text = ana.htmx(more[1], method="GET").text if more else ""
        assert "<html" not in text
    assert sorted(map(int, seen)) == list(range(45))


@pytest.mark.parametrize("cursor", ["zzzzzzzzzzzz", "7zzzzzzzzzzzz-1", "1-", "-1", "ü", "1-1-1"])
def test_a_made_up_cursor_is_no_error(app, new_client, cursor):
    from tests.world import signed_in

    client = signed_in(new_client(), person("ana"))
    assert client.get("/notifications", query_string={"after": cursor}).status_code == 200
