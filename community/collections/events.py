"""What collections say."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class PieceAdded(Fact):
    collection_id: int
    piece_id: int
    by_id: int


@dataclass(frozen=True)
class CollectionChanged(Fact):
    collection_id: int


@dataclass(frozen=True)
class CollaboratorAdded(Fact):
    collection_id: int
    profile_id: int
    by_id: int


@dataclass(frozen=True)
class CollectionRemixed(Fact):
    remix_id: int
    source_id: int
    by_id: int
