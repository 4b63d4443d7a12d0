"""What notifications say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class Notified(Fact):
    """Somebody who may be looking has something new; the bell rings."""

    notification_id: int
    profile_id: int
    topic: str


@dataclass(frozen=True)
class LetterDue(Fact):
    notification_id: int


@dataclass(frozen=True)
class ToldSome(Fact):
    """The next portion of those who are told of a poll: members after `after` in the order of
    their ids; `here` while it is the turn of those who were here lately."""

    topic: str
    poll_id: int
    after: int
    here: bool


@dataclass(frozen=True)
class ToldSubscribers(Fact):
    """The next portion of those who are told of a post: members after `after`."""

    post_id: int
    after: int


@dataclass(frozen=True)
class ForgetMore(Fact):
    """A portion of the notices of a thing that is gone was taken away; there may be more."""

    kind: str
    thing_id: int


@dataclass(frozen=True)
class DigestDue(Fact):
    """`day` is the member's own, as an ISO date."""

    profile_id: int
    day: str
