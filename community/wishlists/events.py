"""What lists say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class WishAdded(Fact):
    list_id: int
    wish_id: int
    owner_id: int


@dataclass(frozen=True)
class ListChanged(Fact):
    list_id: int
