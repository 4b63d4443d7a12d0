"""What retailers say."""

from dataclasses import dataclass
from datetime import datetime

from community.core.events import Fact


@dataclass(frozen=True)
class SeatOffered(Fact):
    retailer_id: int
    profile_id: int
    by_id: int


@dataclass(frozen=True)
class ClaimCheckDue(Fact):
    claim_id: int


@dataclass(frozen=True)
class ClaimChecked(Fact):
    claim_id: int


@dataclass(frozen=True)
class ClaimFailing(Fact):
    claim_id: int


@dataclass(frozen=True)
class ClaimContested(Fact):
    """Somebody else proved the domain too, while this claim’s own proof still stands."""

    claim_id: int


@dataclass(frozen=True)
class ClaimEnded(Fact):
    """A proved claim is off; `problem` says why: 'lost' to another, or 'lapsed'."""

    claim_id: int
    problem: str


@dataclass(frozen=True)
class RetailerJudged(Fact):
    """An admin suspended it, or let it take part again."""

    retailer_id: int
    is_suspended: bool


@dataclass(frozen=True)
class FeedDue(Fact):
    feed_id: int


@dataclass(frozen=True)
class FeedRead(Fact):
    """Its rows are kept; those that changed wait to be brought in."""

    feed_id: int


@dataclass(frozen=True)
class PicturesDue(Fact):
    """Its rows are in; the pictures they name wait, from the key `after` on. `since` is when that
    reading began."""

    feed_id: int
    since: str
    after: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.since)
