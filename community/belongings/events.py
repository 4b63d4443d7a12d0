from __future__ import annotations

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class ArchiveAsked(Fact):
    archive_id: int


@dataclass(frozen=True)
class Departed(Fact):
    """A member and all that is theirs are out of sight."""

    profile_id: int


@dataclass(frozen=True)
class ImportBegun(Fact):
    """There is something to bring in, from where it was left."""

    import_id: int
