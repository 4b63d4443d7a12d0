"""What polls say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class PollAsked(Fact):
    poll_id: int


@dataclass(frozen=True)
class VoteCast(Fact):
    poll_id: int
    profile_id: int | None = None
    guest_id: int | None = None


@dataclass(frozen=True)
class PollChanged(Fact):
    poll_id: int


@dataclass(frozen=True)
class PollClosed(Fact):
    poll_id: int


@dataclass(frozen=True)
class PollDecided(Fact):
    poll_id: int
