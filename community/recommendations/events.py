"""What recommendations say to themselves, so that the worker goes on in small steps."""

from __future__ import annotations

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class TastesTurned(Fact):
    """A member has switched personal recommendations on or off."""

    profile_id: int


@dataclass(frozen=True)
class StandingsDue(Fact):
    """Some products are to be counted again; which, their standings say."""


@dataclass(frozen=True)
class PairsUntold(Fact):
    """What goes with these products may be told no more; kept pages are made anew."""

    product_ids: tuple[int, ...]
