"""How much two products go together: a shrunk cosine.

Each product is the vector of those who keep it, a number a member (1 voted for it, 2 wants it or
gathered it, 3 has it; the strongest alone). For products i and j, n people who keep both:

    cosine(i, j) = Σ wᵢ·wⱼ / √(Σ wᵢ² · Σ wⱼ²)          the item-to-item measure of Sarwar, Karypis,
                                                        Konstan and Riedl (WWW 2001)
    score(i, j)  = cosine(i, j) · n / (n + 3)           shrunk as Bell and Koren do (ICDM 2007), so
                                                        that one person in common is no proof

The cosine keeps what everybody has from being next to everything. Who shows a thing to nobody
moves no number that few stand behind: unless five people keep both, sums and n are those of the
people who show both to everybody, and without one of these the pair does not exist
(`models/neighbour.py`; why it must not: Calandrino et al., “You might also like”, S&P 2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from community.recommendations.models import FEWEST

SHRINK = 3


@dataclass(frozen=True)
class Side:
    """Of one product: Σ w² over all who keep it, and over those who show it."""

    weight: int
    public_weight: int


@dataclass(frozen=True)
class Both:
    """Of a pair: how many keep both, and Σ wᵢ·wⱼ; of all, and of those who show both."""

    people: int
    public_people: int
    weight: int
    public_weight: int

    @property
    def may_be_told(self) -> bool:
        return self.public_people >= 1 or self.people >= FEWEST


def score(one: Side, other: Side, both: Both, sampled: float = 1.0) -> float:
    """`sampled`: which part of those who keep the first were looked at."""
    if both.people >= FEWEST:
        people, weight, norms = both.people, both.weight, one.weight * other.weight
    else:
        people, weight = both.public_people, both.public_weight
        norms = one.public_weight * other.public_weight
    if not norms or not people:
        return 0.0
    cosine = min(weight / sampled / sqrt(norms), 1.0)
    return cosine * people / (people + SHRINK)
