"""What is trending: how many took to a product, and how lately.

    heat(p) = Σ 2^(−age / 3 days)       over the members who keep p, the age of their first act

One member counts once a product, however much they do with it: with a wish, a mark and ten lists
it is one term of at most 1. Newcomers, members who are shut out and those who switched it off do
not count, and a product needs two people before it is on the list at all; so one member cannot
put anything there, nor many things at once. Unless five people keep it, only those who show it to
everybody count.

All products lose half of their heat in the same three days, so their order changes by acts alone.
What is kept is the logarithm, with the age counted from a fixed day,

    log₂ Σ 2^(first act / 3 days)

which never has to be counted again because time has passed. `COLD` is where the list ends: what
two people took to nine days ago.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import log2

from community.core import clock

HALF_LIFE = timedelta(days=3)
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
COLD = -2.0
AT_LEAST = 2  # people
LOOKS_BACK = 10 * HALF_LIFE  # a thousandth of a person is left of what is older


def heat_of(acts: Iterable[datetime]) -> float | None:
    """Of the first acts of different members; None where fewer than two count."""
    powers = sorted(((at - FIRST_DAY) / HALF_LIFE for at in acts), reverse=True)
    if len(powers) < AT_LEAST:
        return None
    highest = powers[0]
    return highest + log2(sum(2 ** (power - highest) for power in powers))


def coldest() -> float:
    """What is still on the list now."""
    return (clock.now() - FIRST_DAY) / HALF_LIFE + COLD
