"""How one stands to others: by their handles, and only what one said or did oneself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, rows, title
from community.extensions import db
from community.friends.models import (
    Block,
    Follow,
    FollowRequest,
    MailInvitation,
    Membership,
    Mute,
    PeopleSet,
    ShareLink,
)
from community.insights.models import HiddenSuggestion


def following(me: Profile) -> Iterable[Row]:
    return _handles(Follow.followed_id, Follow.created_at, Follow.follower_id == me.id)


def asked_to_follow(me: Profile) -> Iterable[Row]:
    asked = FollowRequest.asker_id == me.id
    return _handles(FollowRequest.asked_id, FollowRequest.created_at, asked)


def blocked(me: Profile) -> Iterable[Row]:
    return _handles(Block.blocked_id, Block.created_at, Block.blocker_id == me.id)


def muted(me: Profile) -> Iterable[Row]:
    return _handles(Mute.muted_id, Mute.created_at, Mute.muter_id == me.id)


def hidden_suggestions(me: Profile) -> Iterable[Row]:
    hidden = HiddenSuggestion.profile_id == me.id
    return _handles(HiddenSuggestion.other_id, HiddenSuggestion.created_at, hidden)


def circles(me: Profile) -> Iterable[Row]:
    """And the people that one thing was shown to (`named`)."""
    people = selectinload(PeopleSet.memberships).joinedload(Membership.profile)
    query = select(PeopleSet).where(PeopleSet.owner_id == me.id).options(people)
    for circle in rows(query):
        yield {**columns(circle), "handles": sorted(each.handle for each in circle.people)}


def invitations(me: Profile) -> Iterable[Row]:
    query = select(MailInvitation).where(MailInvitation.inviter_id == me.id)
    return [columns(row, "inviter_id") for row in rows(query)]


def share_links(me: Profile) -> Iterable[Row]:
    """Of what, and until when; the addresses themselves are secrets."""
    for link in rows(select(ShareLink).where(ShareLink.made_by_id == me.id)):
        yield {**columns(link, "made_by_id"), "title": title(me, link.kind, link.thing_id)}


def _handles(other: Any, since: Any, mine: Any) -> Iterable[Row]:
    query = select(Profile.handle, since).join(Profile, Profile.id == other)
    for handle, moment in db.session.execute(query.where(mine).order_by(since, Profile.handle)):
        yield {"handle": handle, "since": moment.isoformat()}
