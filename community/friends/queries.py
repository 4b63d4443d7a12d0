"""Selects over people: friends, followers, circles, and how two members stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased, selectinload

from community.accounts.models import Profile
from community.core.text import skeleton
from community.extensions import db
from community.friends.audience import (
    Audience,
    are_friends,
    follows,
    is_blocked,
    is_muted,
    no_block_between,
)
from community.friends.models import Block, Follow, FollowRequest, Membership, PeopleSet
from community.friends.viewer import Viewer


@dataclass(frozen=True)
class Relation:
    """How the viewer stands to a member."""

    is_self: bool = False
    follows: bool = False
    is_followed: bool = False
    has_blocked: bool = False
    has_muted: bool = False
    has_asked: bool = False  # to follow, and waits
    is_asked: bool = False  # by the other, who waits

    @property
    def is_friend(self) -> bool:
        return self.follows and self.is_followed


def relation(viewer: Viewer, profile: Profile) -> Relation:
    return relations(viewer, [profile])[profile.id]


def relations(viewer: Viewer, profiles: list[Profile]) -> dict[int, Relation]:
    """For a page of people, in one select."""
    me, ids = viewer.profile_id, [profile.id for profile in profiles]
    if me is None or not ids:
        return {profile.id: Relation() for profile in profiles}
    blocked = exists().where(Block.blocker_id == me, Block.blocked_id == Profile.id)
    rows = db.session.execute(
        select(
            Profile.id,
            follows(me, Profile.id),
            follows(Profile.id, me),
            blocked,
            is_muted(me, Profile.id),
            _waits(me, Profile.id),
            _waits(Profile.id, me),
        ).where(Profile.id.in_(ids))
    )
    return {row[0]: Relation(row[0] == me, *map(bool, row[1:])) for row in rows}


def _waits(asker: Any, asked: Any) -> ColumnElement[bool]:
    request = aliased(FollowRequest)
    there = exists().where(request.asker_id == asker, request.asked_id == asked)
    return there.correlate_except(request)


def asking(profile_id: int) -> Select[Profile]:
    """Those who wait for a yes."""
    return people().where(_waits(Profile.id, literal(profile_id)))


def count_asking(profile_id: int) -> int:
    waiting = asking(profile_id).where(~is_blocked(literal(profile_id), Profile.id))
    return db.session.scalar(select(func.count()).select_from(waiting.subquery())) or 0


def asked_by_me(profile_id: int) -> Select[Profile]:
    """Those whose yes the member waits for."""
    return people().where(_waits(literal(profile_id), Profile.id))


def people() -> Select[Profile]:
    return select(Profile).where(Profile.closed_at.is_(None))


def people_for(viewer: Viewer) -> Select[Profile]:
    """Members whom the viewer may meet."""
    return people().where(no_block_between(viewer, Profile.id))


def friends_of(profile_id: int) -> Select[Profile]:
    return people().where(are_friends(literal(profile_id), Profile.id))


def followers_of(profile_id: int) -> Select[Profile]:
    return people().where(follows(Profile.id, literal(profile_id)))


def followed_by(profile_id: int) -> Select[Profile]:
    return people().where(follows(literal(profile_id), Profile.id))


def followed_ids(profile_id: Any) -> Select[int]:
    return select(Follow.followed_id).where(Follow.follower_id == profile_id)


def named_like(query: Select[Profile], words: str) -> Select[Profile]:
    """Whose handle or name contains the words; `%` and `_` stand for themselves."""
    words = words.strip().lstrip("@")
    pattern = words.lower()
    return query.where(
        or_(
            Profile.handle.contains(pattern, autoescape=True),
            func.lower(Profile.name).contains(pattern, autoescape=True),
            Profile.handle_skeleton == skeleton(words),
        )
    )


def circles_of(profile_id: int) -> list[PeopleSet]:
    query = (
        select(PeopleSet)
        .where(PeopleSet.owner_id == profile_id, PeopleSet.sort == "circle")
        .options(selectinload(PeopleSet.memberships).joinedload(Membership.profile))
        .order_by(PeopleSet.name, PeopleSet.id)
    )
    return list(db.session.scalars(query))


def audience_members(thing: object) -> Select[Profile] | None:
    """The people an audience means by name: friends, a circle, named people. None where it is
    open-ended (public, followers) and nobody in particular is asked."""
    owner_id: int = thing.owner_id  # type: ignore[attr-defined]
    if thing.audience == Audience.FRIENDS:  # type: ignore[attr-defined]
        return friends_of(owner_id)
    if thing.audience == Audience.PEOPLE:  # type: ignore[attr-defined]
        return set_members(thing.people_set_id, owner_id)  # type: ignore[attr-defined]
    return None


def set_members(set_id: int | None, owner_id: int) -> Select[Profile]:
    """Members of a set who may see what is shown to it: of a circle, those who are friends now."""
    member, chosen = aliased(Membership), aliased(PeopleSet)
    blocked = exists().where(
        or_(
            and_(Block.blocker_id == owner_id, Block.blocked_id == Profile.id),
            and_(Block.blocker_id == Profile.id, Block.blocked_id == owner_id),
        )
    )
    return (
        people()
        .join(member, member.profile_id == Profile.id)
        .join(chosen, chosen.id == member.set_id)
        .where(member.set_id == set_id, ~blocked)
        .where(
            case((chosen.sort == "circle", are_friends(literal(owner_id), Profile.id)), else_=True)
        )
    )


def count_followers(profile_id: int) -> int:
    query = select(Profile.follower_count).where(Profile.id == profile_id)
    return db.session.scalar(query) or 0
