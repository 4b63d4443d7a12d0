"""What the worker clears away."""

from __future__ import annotations

from typing import Any

from community.core import clock
from community.core.jobs import every_minute
from community.sharing.pictures import forget_oldest, forget_pictures


def forget_what_changed(fact: Any) -> None:
    """Pictures of what is gone, or is shown to others than before; drawn again when asked for."""
    forget_pictures(fact.kind, fact.thing_id)


@every_minute
def forget_old_cards() -> None:
    if clock.now().minute == 17:  # hourly
        forget_oldest()
