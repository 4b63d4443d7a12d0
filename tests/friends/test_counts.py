"""Profiles keep how many follow them and whom they follow; the rows of follows are the truth."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from community.accounts.models import Profile
from community.core.db import writing
from community.extensions import db
from community.friends.models import Block, Follow
from tests.world import befriend

pytestmark = pytest.mark.both_databases


def kept(profile) -> tuple[int, int]:
    db.session.expire_all()
    found = db.session.get_one(Profile, profile.id)
    return found.follower_count, found.followed_count


def counted(profile) -> tuple[int, int]:
    def rows(column) -> int:
        return db.session.scalar(select(func.count(Follow.id)).where(column == profile.id))

    return rows(Follow.followed_id), rows(Follow.follower_id)


@pytest.mark.parametrize("what", ["nothing", "twice", "friends", "ended", "ended twice", "blocked"])
def test_counts_are_what_the_rows_say(world, what):
    with writing():
        if what == "twice":
            Follow.begin(world.cleo, world.mo)
            Follow.begin(world.cleo, world.mo)
        elif what.startswith("ended"):
            for _time in what.split():
                Follow.end(world.ana.id, world.ben.id)
        elif what == "blocked":
            Block.begin(world.ben, world.ana)
    if what == "friends":
        befriend(world.cleo, world.mo)
    everybody = db.session.scalars(select(Profile)).unique().all()
    assert [kept(each) for each in everybody] == [counted(each) for each in everybody]
    assert sum(followers for followers, _followed in map(kept, everybody)) > 0
