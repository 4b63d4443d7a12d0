"""Who waits for a product: it stands on a list of theirs that the buyer may see, so that it may be
their present. Rooms that keep wishes say so here, since they stand above this one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from community.accounts.models import Profile
from community.core import clock
from community.friends.viewer import Viewer

CHRISTMAS = (12, 25)
EVERYWHERE = time(12, tzinfo=UTC)  # by then a day has begun all over the world
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Awaiting:
    """`day` is when their list's occasion is, if it says one."""

    person: Profile
    title: str
    day: date | None = None


Ask = Callable[[Viewer, int], list[Awaiting]]
_asked: list[Ask] = []


def ask_for_awaiting(ask: Ask) -> None:
    """`ask(viewer, product_id)` tells who waits for it, the viewer excepted."""
    if ask not in _asked:
        _asked.append(ask)


def who_awaits(viewer: Viewer, product_id: int) -> list[Awaiting]:
    """Each once, with the latest day of theirs to come."""
    found: dict[int, Awaiting] = {}
    for each in (one for ask in _asked for one in ask(viewer, product_id)):
        known = found.get(each.person.id)
        if known is None or (each.day or date.min) > (known.day or date.min):
            found[each.person.id] = each
    return list(found.values())


def day_for(awaiting: list[Awaiting]) -> date:
    """Until when to keep it, unless the buyer says another day."""
    today = clock.now().date()
    days = [each.day for each in awaiting if each.day and each.day > today]
    if days:
        return min(max(days), today + LONGEST)
    christmas = date(today.year, *CHRISTMAS)
    return christmas if christmas > today else date(today.year + 1, *CHRISTMAS)


def until(day: date) -> datetime:
    return datetime.combine(day, EVERYWHERE)
