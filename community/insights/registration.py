"""What insights bring."""

from __future__ import annotations

from community.core import cache
from community.insights.models import HiddenSuggestion


def register() -> None:
    cache.unseen(HiddenSuggestion)
