"""What is said under things."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class Commented(Fact):
    comment_id: int
    kind: str
    thing_id: int
    author_id: int


@dataclass(frozen=True)
class CommentRemoved(Fact):
    comment_id: int
    kind: str
    thing_id: int


@dataclass(frozen=True)
class Liked(Fact):
    kind: str
    thing_id: int
    profile_id: int


@dataclass(frozen=True)
class Unliked(Fact):
    kind: str
    thing_id: int
    profile_id: int
