"""Two who press at the same moment, on both databases."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from community.accounts.models import Profile
from community.core.db import writing
from community.core.outbox import OutboxFact
from community.extensions import db
from community.friends.models import Block, Follow
from tests.world import person

pytestmark = pytest.mark.both_databases


def at_once(app, *acts) -> None:
    gate, errors = Barrier(len(acts)), []

    def run(act) -> None:
        with app.app_context():
            gate.wait(10)
            try:
                with writing():
                    act()
            except Exception as error:
                errors.append(error)

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []


def follow(one: int, other: int) -> None:
    Follow.begin(db.session.get_one(Profile, one), db.session.get_one(Profile, other))


def count(query) -> int:
    db.session.rollback()
    return db.session.scalar(query)


def test_two_follows_at_once_leave_one_row_and_are_told_once(committing_app):
    ana, ben = person("ana").id, person("ben").id
    db.session.rollback()
    at_once(committing_app, *[lambda: follow(ana, ben)] * 4)
    assert count(select(func.count(Follow.id))) == 1
    told = select(func.count(OutboxFact.id)).where(OutboxFact.name == "friends.Followed")
    assert count(told) == 1


def test_two_who_take_up_each_others_invitation_at_once_become_friends(committing_app):
    ana, ben = person("ana").id, person("ben").id
    db.session.rollback()

    def befriend(one: int, other: int) -> None:
        Follow.befriend(db.session.get_one(Profile, one), db.session.get_one(Profile, other))

    at_once(committing_app, *[lambda: befriend(ana, ben), lambda: befriend(ben, ana)] * 2)
    assert count(select(func.count(Follow.id))) == 2


def test_two_blocks_at_once_leave_one_row_each_and_no_follow(committing_app):
    ana, ben = person("ana").id, person("ben").id
    with writing():
        follow(ana, ben)
        follow(ben, ana)

    def block(one: int, other: int) -> None:
        Block.begin(db.session.get_one(Profile, one), db.session.get_one(Profile, other))

    at_once(committing_app, lambda: block(ana, ben), lambda: block(ben, ana))
    assert count(select(func.count(Block.id))) == 2
    assert count(select(func.count(Follow.id))) == 0
