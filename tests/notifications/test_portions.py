"""Many are told in portions: those first who are here, each once, whatever ends in between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from community.accounts.models import Account, AccountSession, Profile
from community.core import clock
from community.core.db import writing
from community.core.ids import new_id
from community.core.mail import Mail
from community.core.outbox import deliver, deliver_all, lease
from community.core.outbox_rows import Delivery
from community.extensions import db
from community.friends.models import Block, Follow
from community.notifications import portions
from community.notifications.models import Notification
from community.notifications.readers import who_may_see
from community.polls.models import Poll
from tests.services.queries import count_queries
from tests.world import poll_by

pytestmark = pytest.mark.both_databases
CROWD, HERE, PORTION = 25, 8, 5
AGO = timedelta(days=1)


@pytest.fixture(autouse=True)
def as_the_worker(app, monkeypatch):
    monkeypatch.setattr(portions, "PORTION", PORTION)
    with app.test_request_context():
        yield


@pytest.fixture
def followers(world) -> list[int]:
    """They follow ana; the last HERE of them were here within the hour."""
    deliver_all()
    now, ids = clock.now(), [new_id() for _ in range(CROWD)]
    rows: dict[type, list[dict]] = {Account: [], Profile: [], Follow: [], AccountSession: []}
    for place, own in enumerate(ids):
        name, seen = f"fan{place}", now if place >= CROWD - HERE else now - AGO
        of_all = {"id": own, "created_at": now}
        rows[Account].append(
            {
                **of_all,
                "email": name,
                "email_key": name,
                "password_hash": "-",
                "email_verified_at": now,
            }
        )
        rows[Profile].append(
            {**of_all, "account_id": own, "handle": name, "name": name, "handle_skeleton": name}
        )
        rows[Follow].append({**of_all, "follower_id": own, "followed_id": world.ana.id})
        rows[AccountSession].append({**of_all, "account_id": own, "token_hash": name,
                                     "seen_at": seen})  # fmt: skip
    with writing():
        db.session.query(Notification).delete()
        db.session.get(Profile, world.ana.id).follower_count += CROWD
        for model, values in rows.items():
            db.session.execute(insert(model), values)
    return ids


def told(poll: Poll) -> list[int]:
    query = select(Notification.profile_id).filter_by(thing_id=poll.id, topic="asked")
    return sorted(db.session.scalars(query))


def step() -> None:
    """One delivery of the worker’s, and not the next."""
    waiting = select(Delivery.id).where(Delivery.done_at.is_(None), Delivery.subscriber == "notify")
    due = set(db.session.scalars(waiting)) & set(lease(most=100))
    for delivery_id in due:
        deliver(delivery_id)


def test_all_followers_are_asked_once_and_get_no_letter(world, followers):
    poll = poll_by(world.ana, audience="followers")
    deliver_all()
    known = [world.ben.id, world.carla.id, world.fay.id]
    assert told(poll) == sorted([*followers, *known])
    rows = db.session.scalars(select(Notification).filter_by(thing_id=poll.id))
    assert {row.count for row in rows} == {1}
    assert db.session.get(Poll, poll.id).asked_count == CROWD + len(known)
    assert not db.session.scalars(select(Mail).where(Mail.key.startswith("notification"))).all()


def test_those_who_are_here_come_first_and_a_portion_is_small(world, followers):
    poll = poll_by(world.ana, audience="followers")
    here = set(followers[-HERE:])
    step()
    assert len(told(poll)) == PORTION
    assert set(told(poll)) <= here
    step()
    assert here <= set(told(poll))
    assert len(told(poll)) <= 2 * PORTION


def test_a_portion_that_failed_halfway_is_told_again_whole(world, followers, monkeypatch):
    poll = poll_by(world.ana, audience="followers")
    step()

    def die(*_args):
        raise RuntimeError("the worker was killed here")

    with monkeypatch.context() as broken:
        broken.setattr(portions, "publish", die)
        step()
    assert len(told(poll)) == PORTION
    with writing():
        db.session.query(Delivery).update({"due_at": clock.now() - AGO, "leased_until": None})
    deliver_all()
    assert len(told(poll)) == CROWD + 3


@pytest.mark.parametrize("how", ["gone", "hidden", "private"])
def test_nobody_more_is_told_of_what_is_taken_back(world, followers, how):
    poll = poll_by(world.ana, audience="followers")
    step()
    with writing():
        found = db.session.get(Poll, poll.id)
        if how == "gone":
            found.remove()
        elif how == "hidden":
            found.hidden_at = clock.now()
        else:
            found.show_to("me")
    before = len(told(poll))
    deliver_all()
    assert len(told(poll)) <= before


def test_a_portion_asks_as_often_for_many_as_for_few(world, followers):
    def asked_for(audience: str) -> int:
        poll_by(world.ana, audience=audience)
        with count_queries() as queries:
            step()
        return len(queries)

    few = asked_for("friends")
    assert asked_for("followers") <= few + 2


def test_who_decides_again_tells_those_who_voted_again_once(world, followers):
    poll = poll_by(world.ana, audience="followers")
    voters = [db.session.get(Profile, own) for own in followers[:12]]
    for voter in voters:
        with writing():
            found = db.session.get(Poll, poll.id)
            found.vote(found.options[0], by=voter)
    for times in (1, 2):
        with writing():
            db.session.get(Poll, poll.id).decide("nothing")
        deliver_all()
        rows = db.session.scalars(select(Notification).filter_by(topic="decided")).all()
        assert sorted((row.profile_id, row.count) for row in rows) == [
            (own, times) for own in sorted(followers[:12])
        ]


def test_readers_are_those_who_may_see_it(world):
    poll = poll_by(world.ana)
    everybody = sorted(
        person.id for person in (world.ana, world.ben, world.carla, world.fay, world.cleo)
    )
    assert set(who_may_see(everybody, "poll", poll.id)) == {
        world.ana.id, world.ben.id, world.carla.id,
    }  # fmt: skip
    with writing():
        Block.begin(world.ben, world.ana)
    assert set(who_may_see(everybody, "poll", poll.id)) == {world.ana.id, world.carla.id}
    assert who_may_see(everybody, "profile", world.ana.id) == sorted(
        set(everybody) - {world.ben.id}
    )
