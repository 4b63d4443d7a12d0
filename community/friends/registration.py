"""What the rest of the house hears of friends."""

from __future__ import annotations

from dataclasses import asdict

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from community.accounts.admission import ask_for_invitations
from community.accounts.events import AccountOpened, MailConfirmed, ProfileChanged
from community.accounts.models import Profile
from community.core import cache, live
from community.core.events import Fact, subscribe
from community.core.kinds import Kind, Searched, ThingRemoved, Words, register_kind
from community.extensions import db
from community.friends import jobs
from community.friends.audience import no_block_between
from community.friends.events import (
    AudienceChanged,
    Blocked,
    LinkRevoked,
    MuteChanged,
    PeopleChanged,
    ProfileOpened,
    Unfollowed,
)
from community.friends.models import (
    Block,
    Follow,
    FollowRequest,
    Guest,
    MailInvitation,
    MailRefusal,
    Membership,
    Mute,
    PeopleSet,
    ShareLink,
)
from community.friends.unused import forget_sets_after_change, forget_sets_after_removal
from community.friends.viewer import Viewer, current_viewer

# Who loses a right by these may be anybody; by the others it is one of two.
REVOKING: tuple[type[Fact], ...] = (AudienceChanged, LinkRevoked, PeopleChanged)


def register() -> None:
    ask_for_invitations(lambda: bool(current_viewer().linked("invite")))
    cache.unseen(Block, Follow, FollowRequest, Guest, Membership, Mute, PeopleSet, ShareLink)
    cache.unseen(MailInvitation, MailRefusal)
    for fact in REVOKING:
        subscribe(fact, lambda said: live.recheck(), name="recheck")
    cache.may_lag(Profile, "follower_count", "followed_count")
    subscribe(AudienceChanged, forget_sets_after_change, name="sets", durable=True)
    subscribe(ThingRemoved, forget_sets_after_removal, name="sets", durable=True)
    subscribe(Blocked, _recheck_two, name="recheck")
    subscribe(Unfollowed, _recheck_two, name="recheck")
    subscribe(MuteChanged, lambda said: live.recheck([said.muter_id]), name="recheck")
    subscribe(MailConfirmed, jobs.befriend_who_agreed, name="invitations", durable=True)
    subscribe(ProfileOpened, _accept_waiting, name="requests", durable=True)
    register_kind(
        Kind(
            name="profile",
            model=Profile,
            noun=lambda: _("profile"),
            visible=_is_met,
            listed=_is_met,
            address=lambda profile: url_for("profiles.show", handle=profile.handle),
            title=lambda profile: profile.name,
            search=Searched(
                lambda: _("People"),
                "users",
                lambda profile: Words(f"{profile.name} {profile.handle}"),
                {
                    AccountOpened: lambda said: _profile_of(said.account_id),
                    ProfileChanged: lambda said: said.profile_id,
                },
            ),
        )
    )


def _profile_of(account_id: int) -> int | None:
    return db.session.scalar(select(Profile.id).where(Profile.account_id == account_id))


def _accept_waiting(fact: ProfileOpened) -> None:
    FollowRequest.accept_waiting(fact.profile_id)


def _recheck_two(fact: Blocked | Unfollowed) -> None:
    live.recheck(asdict(fact).values())


def _is_met(viewer: Viewer):  # type: ignore[no-untyped-def]
    return Profile.closed_at.is_(None) & no_block_between(viewer, Profile.id)
