"""What is gone leaves nothing behind: no notice, no news, no set of people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.activity.models import Activity
from community.core import clock
from community.core.db import writing
from community.core.events import publish
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.events import AudienceChanged
from community.friends.models import PeopleSet
from community.notifications import forgetting
from community.notifications.models import Notification
from community.polls.models import Poll
from tests.world import list_by, poll_by

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def as_the_worker(app):
    with app.test_request_context():
        yield


@pytest.fixture
def named(world) -> PeopleSet:
    with writing():
        people = PeopleSet.named(world.ana, [world.ben.id, world.fay.id])
        people.created_at = clock.now() - timedelta(hours=2)
    return people


def about(model, poll) -> list:
    return db.session.scalars(select(model.id).filter_by(kind="poll", thing_id=poll.id)).all()


def sets() -> int:
    db.session.expire_all()
    return len(db.session.scalars(select(PeopleSet.id).filter_by(sort="named")).all())


def test_notices_and_news_go_with_the_poll_and_no_others(world, monkeypatch):
    monkeypatch.setattr(forgetting, "PORTION", 1)
    gone, kept = poll_by(world.ana), poll_by(world.ana)
    deliver_all()
    assert len(about(Notification, gone)) == 2
    assert len(about(Activity, gone)) == 1
    with writing():
        db.session.get(Poll, gone.id).remove()
    deliver_all()
    assert about(Notification, gone) == about(Activity, gone) == []
    assert len(about(Notification, kept)) == 2
    assert len(about(Activity, kept)) == 1


def test_named_people_go_with_the_poll(world, named):
    poll = poll_by(world.ana, audience="people", people_set_id=named.id)
    with writing():
        db.session.get(Poll, poll.id).remove()
    deliver_all()
    assert sets() == 0


def test_named_people_go_when_nothing_is_shown_to_them_any_more(world, named):
    poll = poll_by(world.ana, audience="people", people_set_id=named.id)
    wishlist = list_by(world.ana, audience="people", people_set_id=named.id)
    for thing, left in ((poll, 1), (wishlist, 0)):
        with writing():
            db.session.get(type(thing), thing.id).show_to("friends")
            publish(AudienceChanged(thing.kind, thing.id))
        deliver_all()
        assert sets() == left


def test_circles_stay(world, named):
    poll = poll_by(world.ana, audience="people", people_set_id=world.family.id)
    with writing():
        world.family.created_at = named.created_at
        db.session.get(Poll, poll.id).remove()
    deliver_all()
    assert db.session.get(PeopleSet, world.family.id) is not None
