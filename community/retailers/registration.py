"""What the rest of the house hears of retailers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from community.catalog.models import Shop
from community.core import cache
from community.core.events import Fact, subscribe
from community.core.kinds import Kind, Searched, Words, register_kind
from community.core.lanes import VISITS
from community.core.text import host_for_people
from community.retailers import checking
from community.retailers.access import has_seat, may_see_shop
from community.retailers.events import ClaimCheckDue, FeedDue, FeedRead, PicturesDue
from community.retailers.feeds import picturing, running
from community.retailers.models import (
    Claim,
    Feed,
    FeedProblem,
    FeedRow,
    Retailer,
    Seat,
    ShopFollow,
    SigningKey,
)
from community.retailers.queries import lines_of

# What waits for shops’ machines.
VISITS_TO_SHOPS: tuple[tuple[type[Fact], Callable[[Any], None], str], ...] = (
    (ClaimCheckDue, checking.check, "proof"),
    (FeedDue, running.read_feed, "catalogue"),
    (FeedRead, running.bring, "bring"),
    (PicturesDue, picturing.picture, "picture"),
)


def register() -> None:
    cache.unseen(Claim, Feed, FeedProblem, FeedRow, Seat, ShopFollow, SigningKey)
    cache.may_lag(Shop, "follower_count")
    for fact, run, name in VISITS_TO_SHOPS:
        subscribe(fact, run, name=name, durable=True, in_transaction=False, lane=VISITS)
    register_kind(
        Kind(
            name="retailer",
            model=Retailer,
            noun=lambda: _("team"),
            visible=has_seat,
            listed=has_seat,
            address=lambda retailer: url_for("retailers.index"),
            title=lambda retailer: retailer.name,
        )
    )
    register_kind(
        Kind(
            name=Shop.kind,
            model=Shop,
            noun=lambda: _("shop"),
            visible=may_see_shop,
            listed=may_see_shop,
            address=lambda shop: url_for("shops.show", shop=shop),
            title=lambda shop: shop.label,
            search=Searched(lambda: _("Shops"), "store", _words),
        )
    )


def _words(shop: Shop) -> Words:
    domains = f"{shop.domain} {host_for_people(shop.domain)}"
    return Words(shop.label, f"{domains} {lines_of([shop]).get(shop.id, '')}")
