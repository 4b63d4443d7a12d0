"""What the rest of the house hears of widgets."""

from __future__ import annotations

from community.core import cache
from community.widgets.models import WidgetMonth


def register() -> None:
    cache.unseen(WidgetMonth)
