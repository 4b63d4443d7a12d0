"""Who is who in a crowd: pure functions of places (0 … members-1), so that nothing is kept.

Friends are neighbours on a ring, about twelve each. The others whom somebody follows are chosen
by a power of the place: few are followed by many. Place 0 is the star: half of all follow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from random import Random

from community.accounts.models.session import hash_token

EPOCH_MS = 1_767_225_600_000  # of core.ids
RANDOM_BITS = 21
STAR = 0
REACH = 12  # how far on the ring one may have friends
MOST_FOLLOWED = 300
STEP = 15_485_863  # a prime: walks through all places, each once, in no visible order
LISTS = (0.95, 0.5, 0.2)  # the odds that a member has a first, a second, a third list
POLLS = (0.6, 0.2)
DAY = 86_400


def mixed(number: int) -> int:
    """16 bits that look as if they had been thrown."""
    return ((number * 0x9E37_79B9_7F4A_7C15 & 0xFFFF_FFFF_FFFF_FFFF) >> 33) & 0xFFFF


def odds(number: int) -> float:
    return mixed(number) / 0x10000


def made(at: float, number: int) -> int:
    """An id made `at` (seconds since 1970), as `core.ids` would; `number` keeps it apart."""
    low = number * 1_299_709 & ((1 << RANDOM_BITS) - 1)
    return (int(at * 1000) - EPOCH_MS) << RANDOM_BITS | low


@dataclass(frozen=True)
class Timeline:
    """`count` things made one after the other between two moments."""

    first: float
    last: float
    count: int

    def at(self, number: int) -> float:
        return self.first + (self.last - self.first) * number / self.count

    def id(self, number: int) -> int:
        return made(self.at(number), number)


@dataclass(frozen=True)
class Crowd:
    """The same `members`, `now` and `seed` make the same rows."""

    members: int
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    seed: int = 1

    def days_ago(self, days: float) -> float:
        """Seconds since 1970; early in 2026 everything is younger, since ids begin there."""
        at, longest = self.now.timestamp(), (self.now.timestamp() - EPOCH_MS / 1000) * 0.9
        return at - min(days * DAY, longest * days / 200)

    def between(self, oldest: float, newest: float, count: int) -> Timeline:
        return Timeline(self.days_ago(oldest), self.days_ago(newest), count)

    @cached_property
    def people(self) -> Timeline:
        return self.between(200, 70, self.members)

    @cached_property
    def lists(self) -> Timeline:
        return self.between(65, 0.01, len(LISTS) * self.members)

    @cached_property
    def polls(self) -> Timeline:
        return self.between(60, 0.01, len(POLLS) * self.members)

    @cached_property
    def products(self) -> Timeline:
        return self.between(190, 1, 500 + self.members // 2)

    @cached_property
    def circles(self) -> Timeline:
        return self.between(68, 66, self.members)

    def id_of(self, place: int) -> int:
        return self.people.id(place)

    def owner(self, number: int) -> int:
        """Of the list or poll of that number; the star's are the last of each round."""
        return (number % self.members + 1) * STEP % self.members

    def number_of(self, owner: int, slot: int) -> int:
        return slot * self.members + (owner * self._back - 1) % self.members

    @cached_property
    def _back(self) -> int:
        return pow(STEP, -1, self.members)

    def has(self, wanted: tuple[float, ...], number: int) -> bool:
        owner, slot = self.owner(number), number // self.members
        return owner == STAR or odds(owner * 8 + slot + 11 * len(wanted)) < wanted[slot]

    def friends(self, place: int) -> list[int]:
        count, near = self.members, range(1, REACH + 1)
        ahead = [(place + by) % count for by in near if mixed(place * 32 + by) & 1]
        before = ((place - by) % count for by in near)
        behind = [
            other for by, other in zip(near, before, strict=True) if mixed(other * 32 + by) & 1
        ]
        return ahead + behind

    def follows(self, place: int) -> list[int]:
        dice = Random(self.seed * 1_000_003 + place)
        many = min(int(dice.paretovariate(1.4) * 7), MOST_FOLLOWED)
        famous = {int(self.members * dice.random() ** 2.5) for _one in range(many)}
        chosen = famous - {STAR} | set(self.friends(place))
        return sorted((chosen | {STAR} if place % 2 else chosen) - {place})

    def has_circle(self, place: int) -> bool:
        return place % 3 == 0

    def typical(self, most: int) -> list[int]:
        """Places of members like most others, far from the star: twelve friends, two lists, a
        poll, about thirty followed."""
        found: list[int] = []
        for place in range(self.members // 2, self.members - 2 * REACH):
            two = [self.has(LISTS, self.number_of(place, slot)) for slot in (0, 1, 2)]
            one = [self.has(POLLS, self.number_of(place, slot)) for slot in (0, 1)]
            if two != [True, True, False] or one != [True, False]:
                continue
            if len(self.friends(place)) == REACH and 27 <= len(self.follows(place)) <= 33:
                found.append(place)
            if len(found) == most:
                break
        return found

    def token(self, place: int) -> str:
        """What the cookie of a signed-in member holds."""
        return f"crowd-{self.seed}-{place}"

    def token_hash(self, place: int) -> str:
        return hash_token(self.token(place))
