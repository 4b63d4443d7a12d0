"""Whom a member may want to follow, each with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select
from sqlalchemy.orm import aliased

from community.accounts.models import Profile
from community.extensions import db
from community.friends.audience import are_friends, follows, is_blocked, is_muted
from community.friends.models import Follow, FollowRequest
from community.friends.viewer import Viewer
from community.insights.matching import kept, kept_by
from community.insights.models import HiddenSuggestion

MOST = 12
NAMED = 2
AT_LEAST = 2  # things in common


@dataclass
class Suggestion:
    person: Profile
    friend_count: int = 0
    friends: list[str] = field(default_factory=list)
    thing_count: int = 0

    @property
    def weight(self) -> int:
        return 2 * self.friend_count + self.thing_count


def suggestions_for(viewer: Viewer, most: int = MOST) -> list[Suggestion]:
    """Friends of friends who do not mind, and people who keep the same things. Four
    selects at most."""
    me = viewer.profile_id
    if me is None:
        return []
    known, alike = dict(_counted(_of_friends(me))), dict(_counted(_of_taste(viewer, me)))
    people = {row.id: row for row in _people([*known, *alike])}
    rows = [
        Suggestion(person, known.get(person_id, 0), [], alike.get(person_id, 0))
        for person_id, person in people.items()
    ]
    rows = sorted(rows, key=lambda row: (-row.weight, row.person.id))[:most]
    _name_friends(me, rows)
    return rows


def _counted(query: Select[Any, Any]) -> list[tuple[int, int]]:
    return [(person_id, number) for person_id, number in db.session.execute(query)]


def _of_friends(me: int) -> Select[Any, Any]:
    """Through friends who themselves may be shown to others."""
    friend, theirs = aliased(Profile), aliased(Follow)
    return (
        select(Profile.id, func.count())
        .join(theirs, theirs.followed_id == Profile.id)
        .join(friend, friend.id == theirs.follower_id)
        .where(are_friends(literal(me), friend.id), friend.is_suggested)
        .where(follows(Profile.id, friend.id), _may_be_suggested(me))
        .group_by(Profile.id)
        .order_by(func.count().desc(), Profile.id)
        .limit(MOST)
    )


def _of_taste(viewer: Viewer, me: int) -> Select[Any, Any]:
    alike = kept(viewer, among=kept_by(me, viewer)).subquery()
    number = func.count(alike.c.product_id.distinct())
    return (
        select(Profile.id, number)
        .join(alike, alike.c.who == Profile.id)
        .where(_may_be_suggested(me))
        .group_by(Profile.id)
        .having(number >= AT_LEAST)
        .order_by(number.desc(), Profile.id)
        .limit(MOST)
    )


def _may_be_suggested(me: int) -> ColumnElement[bool]:
    hidden = exists().where(
        HiddenSuggestion.profile_id == me, HiddenSuggestion.other_id == Profile.id
    )
    asked = exists().where(FollowRequest.asker_id == me, FollowRequest.asked_id == Profile.id)
    return and_(
        Profile.id != me,
        Profile.closed_at.is_(None),
        Profile.is_suggested,
        ~follows(literal(me), Profile.id),
        ~is_blocked(literal(me), Profile.id),
        ~is_muted(literal(me), Profile.id),
        ~hidden,
        ~asked,
    )


def _people(ids: list[int]) -> list[Profile]:
    return list(db.session.scalars(select(Profile).where(Profile.id.in_(ids)))) if ids else []


def _name_friends(me: int, rows: list[Suggestion]) -> None:
    by_id = {row.person.id: row for row in rows if row.friend_count}
    if not by_id:
        return
    friend, theirs = aliased(Profile), aliased(Follow)
    query = (
        select(theirs.followed_id, friend.name)
        .join(friend, friend.id == theirs.follower_id)
        .where(theirs.followed_id.in_(by_id), friend.is_suggested)
        .where(are_friends(literal(me), friend.id), follows(theirs.followed_id, friend.id))
        .order_by(friend.id)
    )
    for person_id, name in db.session.execute(query):
        if len(by_id[person_id].friends) < NAMED:
            by_id[person_id].friends.append(name)
