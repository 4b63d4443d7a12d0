"""What insights bring."""

from __future__ import annotations

from community.core import cache
from community.insights import counting
from community.insights.models import HiddenSuggestion
from community.insights.shop_counts import ShopDay, ShopSpan

__all__ = ["counting", "register"]


def register() -> None:
    cache.unseen(HiddenSuggestion, ShopDay, ShopSpan)
