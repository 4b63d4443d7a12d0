"""Canaries: words that exist once, each in one column of one row, and who may read them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

TOKEN = re.compile(r"cnry[a-z0-9]{12}")
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
WORD = "findable"  # what a search is asked for: it stands beside every canary

VIEWERS = (
    "anonymous", "guest", "cleo", "fay", "ben", "carla", "max", "dina", "erik", "mo", "ada", "rita",
    "ana",
)  # fmt: skip
STRANGERS = {"anonymous", "guest", "cleo", "max", "mo", "ada", "rita"}

# By audience, said here a second time and by hand: who may read what ana shows to it. The guest
# holds the link to what is `linked`; dina is blocked by ana, and erik has blocked her.
READERS = {
    "public": frozenset({*STRANGERS, "fay", "ben", "carla", "ana"}),
    "followers": frozenset({"fay", "ben", "carla", "ana"}),
    "friends": frozenset({"ben", "carla", "ana"}),
    "circle": frozenset({"carla", "ana"}),
    "named": frozenset({"cleo", "ana"}),
    "linked": frozenset({"guest", "ana"}),
    "me": frozenset({"ana"}),
}
# Who has blocked somebody reads the name where the block is ended.
RIGHTS = {("erik", "profiles.name"): "GET /settings/blocks"}
# Made for programs, and the same whoever asks: what they hold, everybody reads signed out.
FOR_ALL = ("GET /feeds/", "GET /sitemap", "GET /oembed", "GET /cards/", "GET /embed/")


@dataclass(frozen=True)
class Canary:
    token: str
    column: str  # "polls.question"
    audience: str
    readers: frozenset[str]


@dataclass
class Aviary:
    """All canaries of one drill, and who was found to read which, and where."""

    canaries: dict[str, Canary] = field(default_factory=dict)
    read: dict[str, set[str]] = field(default_factory=dict)  # by token: the viewers
    leaks: list[str] = field(default_factory=list)

    def hatch(self, column: str, audience: str, readers: Iterable[str] | None = None) -> str:
        """A new one's words, for `column`; read by those of the audience unless told otherwise."""
        token = "cnry" + "".join(secrets.choice(LETTERS) for _ in range(12))
        known = READERS[audience] if readers is None else frozenset(readers)
        self.canaries[token] = Canary(token, column, audience, known)
        return f"{WORD} {token}"

    @staticmethod
    def readers_of(audience: str) -> frozenset[str]:
        return READERS[audience]

    def word(self, column: str, audience: str, readers: Iterable[str] | None = None) -> str:
        """Without the word to search for, where only letters and digits may stand."""
        return self.hatch(column, audience, readers).split()[1]

    def listen(self, viewer: str, place: str, words: str) -> None:
        """Note every canary in `words`, which `viewer` got at `place`."""
        for token in set(TOKEN.findall(words.lower())) & set(self.canaries):
            canary = self.canaries[token]
            self.read.setdefault(token, set()).add(viewer)
            if viewer not in canary.readers and not _has_right(viewer, canary, place):
                self.leaks.append(f"{viewer} read {canary.column} ({canary.audience}) at {place}")

    @property
    def columns(self) -> set[str]:
        return {canary.column for canary in self.canaries.values()}

    def unread(self) -> list[Canary]:
        """Those that may be read, but were not found by anybody: nobody looked where they are."""
        return [one for one in self.canaries.values() if one.readers and one.token not in self.read]


def _has_right(viewer: str, canary: Canary, place: str) -> bool:
    if place.startswith(FOR_ALL):
        return "anonymous" in canary.readers
    allowed = RIGHTS.get((viewer, canary.column))
    return allowed is not None and place.startswith(allowed)
