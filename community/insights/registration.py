"""What insights bring."""

from __future__ import annotations

from community.catalog.merging import moves_with_product
from community.core import cache
from community.insights import counting
from community.insights.models import HiddenSuggestion
from community.insights.shop_counts import ShopDay, ShopSpan

__all__ = ["counting", "register"]


def register() -> None:
    once = (ShopDay.shop_id, ShopDay.measure, ShopDay.day)
    moves_with_product(ShopDay.product_id, one_per=once)
    cache.unseen(HiddenSuggestion, ShopDay, ShopSpan)
