"""The price range that a member uses: where their own wishes lie, without the odd ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, select

from community.core.money import Money
from community.extensions import db
from community.friends.prebuilt import ME
from community.wishlists.models import Occasion, Wish, Wishlist

LATEST, AT_LEAST = 200, 5
LOWEST, HIGHEST = 0.1, 0.9  # the 10th and 90th percentile


@dataclass(frozen=True)
class Range:
    lowest: Money
    highest: Money

    def holds(self, price: Money | None) -> bool:
        """What has no price, or another currency, is not judged."""
        if price is None or price.currency != self.lowest.currency:
            return True
        return self.lowest.amount <= price.amount <= self.highest.amount


def range_of(profile_id: int) -> Range | None:
    """In the currency of most of their wishes; None for fewer than five with a price."""
    rows = [(row.amount, row.currency) for row in db.session.execute(_prices(), {"me": profile_id})]
    if not rows:
        return None
    currency = Counter(currency for _amount, currency in rows).most_common(1)[0][0]
    amounts = sorted(amount for amount, said in rows if said == currency)
    if len(amounts) < AT_LEAST:
        return None
    return Range(Money(_at(amounts, LOWEST), currency), Money(_at(amounts, HIGHEST), currency))


def _at(amounts: list[int], part: float) -> int:
    return amounts[round((len(amounts) - 1) * part)]


@cache
def _prices() -> Select[Any, Any]:
    return (
        select(Wish.amount, Wish.currency)
        .join(Wishlist, Wishlist.id == Wish.list_id)
        .where(Wishlist.owner_id == ME, Wishlist.occasion != Occasion.GIFTS.value)
        .where(Wish.removed_at.is_(None), Wish.amount.is_not(None), Wish.currency != "")
        .order_by(Wish.id.desc())
        .limit(LATEST)
    )
