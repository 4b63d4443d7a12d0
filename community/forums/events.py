"""What forums say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class TopicStarted(Fact):
    topic_id: int
    board_id: int
    owner_id: int


@dataclass(frozen=True)
class TopicChanged(Fact):
    """Pinned, locked, moved, answered, or a post of it edited."""

    topic_id: int


@dataclass(frozen=True)
class Posted(Fact):
    topic_id: int
    post_id: int
    owner_id: int
    number: int


@dataclass(frozen=True)
class PostRemoved(Fact):
    topic_id: int
    post_id: int


@dataclass(frozen=True)
class Mentioned(Fact):
    post_id: int
    profile_id: int
    owner_id: int


@dataclass(frozen=True)
class AnswerAccepted(Fact):
    post_id: int
    by_id: int
