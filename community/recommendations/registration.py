"""What recommendations hear, and what of theirs follows a product."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from community.accounts.events import SessionsEnded
from community.catalog.merging import moves_with_product
from community.collections.events import CollectionChanged
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import ThingChanged, ThingRemoved
from community.friends.events import AudienceChanged
from community.moderation.events import Hidden
from community.polls.events import VoteCast
from community.purchases.events import Bought, Marked
from community.recommendations import hearing
from community.recommendations.counting import count_due
from community.recommendations.events import PairsUntold, StandingsDue, TastesTurned
from community.recommendations.models import HiddenProduct, Neighbour, Reading, Standing, Taste
from community.wishlists.events import ListChanged

HEARD: tuple[tuple[type[Any], Callable[[Any], None]], ...] = (
    (ListChanged, hearing.of_list),
    (CollectionChanged, hearing.of_collection),
    (Marked, hearing.of_mark),
    (Bought, hearing.of_purchase),
    (VoteCast, hearing.of_vote),
    (AudienceChanged, hearing.of_audience),
    (Hidden, hearing.of_hidden),
    (ThingRemoved, hearing.of_removed),
    (ThingChanged, hearing.of_product),
    (SessionsEnded, hearing.of_account),
    (TastesTurned, hearing.of_switch),
)


def register() -> None:
    moves_with_product(HiddenProduct.product_id, one_per=(HiddenProduct.profile_id,))
    cache.unseen(Taste, Reading, HiddenProduct, Neighbour)
    cache.may_lag(Standing, "people", "public_people", "weight", "public_weight", "heat", "is_due")
    for fact, hear in HEARD:
        subscribe(fact, hear, name="tastes", durable=True)
    subscribe(StandingsDue, count_due, name="standings", durable=True)
    subscribe(PairsUntold, _freshen, name="pages")


def _freshen(said: PairsUntold) -> None:
    """What is new may wait until the page is old; what is to be gone may not."""
    for product_id in said.product_ids:
        cache.touch("product", product_id)
