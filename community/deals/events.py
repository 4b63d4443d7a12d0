"""What vouchers and deals say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class VoucherOffered(Fact):
    """The shop’s followers may be told; `after` is the last who was."""

    voucher_id: int
    after: int = 0


@dataclass(frozen=True)
class VoucherEnds(Fact):
    """What a member keeps unused ends within a day."""

    voucher_id: int
    profile_id: int


@dataclass(frozen=True)
class VoucherGiven(Fact):
    """As thanks; what a member took themselves is not said."""

    voucher_id: int
    profile_id: int


@dataclass(frozen=True)
class DealOffered(Fact):
    deal_id: int
    after: int = 0


@dataclass(frozen=True)
class DealMoved(Fact):
    """Somebody joined or left, or it ended; `is_shown` where a page says another number now."""

    deal_id: int
    is_shown: bool = True


@dataclass(frozen=True)
class SeatFreed(Fact):
    """The first of the waiting list has a seat now."""

    deal_id: int
    profile_id: int


@dataclass(frozen=True)
class DealSettled(Fact):
    """Said once a deal: won, failed or stopped."""

    deal_id: int


@dataclass(frozen=True)
class DealToldSome(Fact):
    """Those up to the place `after` know how it ended; there are more."""

    deal_id: int
    after: int


@dataclass(frozen=True)
class CodesDue(Fact):
    """Those up to the place `after` have their codes; there are more who are in."""

    deal_id: int
    after: int


@dataclass(frozen=True)
class RallyBegun(Fact):
    rally_id: int


@dataclass(frozen=True)
class RallyMoved(Fact):
    rally_id: int


@dataclass(frozen=True)
class RallyReached(Fact):
    rally_id: int


@dataclass(frozen=True)
class RallyAnswered(Fact):
    """The shop has said yes, no, or another price; `after` is the last who was told."""

    rally_id: int
    after: int = 0
