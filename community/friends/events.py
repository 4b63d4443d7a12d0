"""What people say of each other."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class Followed(Fact):
    """`was_asked`: the followed keeps a closed profile and said yes."""

    follower_id: int
    followed_id: int
    was_asked: bool = False


@dataclass(frozen=True)
class FollowAsked(Fact):
    asker_id: int
    asked_id: int


@dataclass(frozen=True)
class RequestEnded(Fact):
    """Accepted, declined, withdrawn, or gone with a block."""

    asker_id: int
    asked_id: int


@dataclass(frozen=True)
class ProfileOpened(Fact):
    """Closed no more; there may be some who wait."""

    profile_id: int


@dataclass(frozen=True)
class Unfollowed(Fact):
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class MuteChanged(Fact):
    muter_id: int


@dataclass(frozen=True)
class Blocked(Fact):
    blocker_id: int
    blocked_id: int


@dataclass(frozen=True)
class PeopleChanged(Fact):
    set_id: int


@dataclass(frozen=True)
class LinkRevoked(Fact):
    kind: str
    thing_id: int


@dataclass(frozen=True)
class AudienceChanged(Fact):
    kind: str
    thing_id: int
