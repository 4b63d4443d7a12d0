"""Who may meet a purchase: its audience, once it is told, but for those it is kept from."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from community.catalog.models import Product
from community.friends.audience import listed_for, visible_to
from community.friends.viewer import Viewer
from community.purchases.models import Purchase
from community.purchases.models.secret import is_kept_from, is_kept_from_somebody


def may_open(viewer: Viewer) -> ColumnElement[bool]:
    return and_(visible_to(Purchase, viewer), _is_said_to(viewer))


def may_meet(viewer: Viewer) -> ColumnElement[bool]:
    """In feeds and faces; what a moderator has hidden, or made part of another, is not shown."""
    itself = Product.hidden_at.is_(None), Product.merged_into_id.is_(None)
    stands = exists().where(Product.id == Purchase.product_id, *itself)
    met = listed_for(Purchase, viewer), _is_said_to(viewer)
    return and_(*met, stands.correlate_except(Product))


def shows(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    """Somebody shows the viewer that they bought the product; for `Kind.shows`."""
    return exists(select(Purchase.id).where(Purchase.product_id == product_id, may_open(viewer)))


def _is_said_to(viewer: Viewer) -> ColumnElement[bool]:
    told = Purchase.told_at.is_not(None)
    if viewer.is_member:
        me: Any = viewer.profile_id
        open_to_me = and_(told, ~is_kept_from(Purchase.id, me))
        return or_(Purchase.owner_id == me, open_to_me)
    return and_(told, ~_is_kept_from_unknown(viewer))


def _is_kept_from_unknown(viewer: Viewer) -> ColumnElement[bool]:
    """Whoever is nobody known may be the very one: they could sign out to look."""
    stand_in = viewer.stand_in
    if stand_in is not None and stand_in.person_id is not None:
        return is_kept_from(Purchase.id, stand_in.person_id)
    return is_kept_from_somebody(Purchase.id)
