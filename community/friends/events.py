"""What people say of each other."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class Followed(Fact):
    follower_id: int
    followed_id: int


@dataclass(frozen=True)
class Unfollowed(Fact):
    follower_id: int
    followed_id: int


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
