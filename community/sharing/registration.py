"""What sharing hears, and the kinds that are shown to the world."""

from __future__ import annotations

from community.core.events import Fact, subscribe
from community.core.kinds import ThingRemoved
from community.friends.events import AudienceChanged
from community.sharing.jobs import forget_what_changed
from community.sharing.outward import show_outside
from community.sharing.outward.boards import BOARDS
from community.sharing.outward.collections import COLLECTIONS
from community.sharing.outward.lists import LISTS
from community.sharing.outward.polls import POLLS
from community.sharing.outward.products import PRODUCTS
from community.sharing.outward.profiles import PROFILES
from community.sharing.outward.purchases import PURCHASES
from community.sharing.outward.shops import SHOPS
from community.sharing.outward.topics import TOPICS


def register() -> None:
    for entry in (PRODUCTS, LISTS, COLLECTIONS, POLLS, PURCHASES, PROFILES, TOPICS, BOARDS, SHOPS):
        show_outside(entry)
    changing: tuple[type[Fact], ...] = (AudienceChanged, ThingRemoved)
    for fact in changing:
        subscribe(fact, forget_what_changed, name="cards", durable=True, in_transaction=False)
