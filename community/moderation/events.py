"""What moderation says."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class CaseSettled(Fact):
    """A moderator decided; those who reported it hear so."""

    case_id: int
    decision_id: int


@dataclass(frozen=True)
class DecidedAbout(Fact):
    """The member whose thing it is hears what was decided, and may appeal."""

    decision_id: int
    subject_id: int


@dataclass(frozen=True)
class TakenBack(Fact):
    """What was decided holds no more; the member hears that, too."""

    decision_id: int
    subject_id: int


@dataclass(frozen=True)
class AppealAnswered(Fact):
    appeal_id: int


@dataclass(frozen=True)
class Hidden(Fact):
    """A thing was taken out of sight, or given back; who listens to it is asked again."""

    kind: str
    thing_id: int
