"""What is trending, and what a member may like: products, each with its reason."""

from __future__ import annotations

from typing import Any

from flask import request

from community.catalog.models import Product
from community.core.ids import decode_or_none
from community.extensions import db
from community.friends.viewer import Viewer
from community.recommendations.access import has_hidden
from community.recommendations.choosing import Choice, Chosen, for_you
from community.recommendations.queries import trending, wants_recommendations
from community.wishlists.queries import own_wishes_of

TABS = ("for-you", "trending")


def on(viewer: Viewer, tab: str) -> dict[str, Any]:
    """For whoever is not signed in, and for whoever has switched it off, nothing is chosen."""
    wants = tab == "for-you" and wants_recommendations(viewer)
    chosen = for_you(viewer) if wants else Chosen([])
    choices = chosen.choices if tab == "for-you" else _trending(viewer)
    return {
        "wants": wants,
        "choices": choices,
        "price_range": chosen.price_range,
        "saved": own_wishes_of(viewer, [choice.product.id for choice in choices]),
        "hidden": _just_hidden(viewer),
    }


def _trending(viewer: Viewer) -> list[Choice]:
    return [Choice(trend.product, trend=trend) for trend in trending(viewer)]


def _just_hidden(viewer: Viewer) -> Product | None:
    """What a form without script has sent away a moment ago, so that it can be called back."""
    product_id = decode_or_none(request.args.get("hidden"))
    if product_id is None or not has_hidden(viewer, product_id):
        return None
    return db.session.get(Product, product_id)
