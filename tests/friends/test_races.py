"""Two who press at the same moment, on both databases."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from community.accounts.models import Profile
from community.core.db import writing
from community.core.outbox import OutboxFact
from community.extensions import db
from community.friends.models import Block, Follow, FollowRequest
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


def test_an_answer_and_a_withdrawal_at_once_leave_no_request(committing_app):
    ana, ben = person("ana").id, person("ben").id
    with writing():
        db.session.get_one(Profile, ana).is_closed = True
    with writing():
        FollowRequest.follow_or_ask(ben, ana)
    at_once(
        committing_app,
        lambda: FollowRequest.accept(ben, ana),
        lambda: FollowRequest.accept(ben, ana),
        lambda: FollowRequest.end(ben, ana),
    )
    assert count(select(func.count(FollowRequest.id))) == 0
    assert count(select(func.count(Follow.id))) == count(
        select(Profile.follower_count).filter_by(id=ana)
    )


def test_whoever_asks_while_the_profile_opens_follows_in_the_end(committing_app):
    ana = person("ana").id
    askers = [person(f"asker{number}").id for number in range(4)]
    with writing():
        db.session.get_one(Profile, ana).is_closed = True

    def open_it() -> None:
        db.session.get_one(Profile, ana).is_closed = False

    asks = [lambda asker=asker: FollowRequest.follow_or_ask(asker, ana) for asker in askers]
    at_once(committing_app, open_it, *asks)
    at_once(committing_app, *[lambda: FollowRequest.accept_waiting(ana)] * 2)
    assert count(select(func.count(FollowRequest.id))) == 0
    assert count(select(func.count(Follow.id))) == 4
