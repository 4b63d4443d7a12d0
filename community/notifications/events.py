"""What notifications say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class Notified(Fact):
    notification_id: int
    profile_id: int
    topic: str
