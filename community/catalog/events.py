"""What the catalogue says."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class ClipAsked(Fact):
    clip_id: int


@dataclass(frozen=True)
class ClipRead(Fact):
    clip_id: int
    profile_id: int


@dataclass(frozen=True)
class MergeDue(Fact):
    """Rows of a merge wait to be moved, or moved back."""

    merge_id: int


@dataclass(frozen=True)
class ShopVisited(Fact):
    """A member went on to a shop's page from a thing that somebody shared; the first time that
    day. `via_id` is what the address said, and may be anything."""

    product_id: int
    via_id: int
    visitor_id: int


@dataclass(frozen=True)
class ProductListed(Fact):
    product_id: int
