"""Products and offers, found through the viewer."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import selectinload

from community.catalog.models import Clip, Offer, Product
from community.core.kinds import all_kinds
from community.extensions import db
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer


def may_see(viewer: Viewer) -> ColumnElement[bool]:
    """Listed, found by the viewer, or shown in something that the viewer may open."""
    shown = [kind.shows(viewer, Product.id) for kind in all_kinds() if kind.shows]
    own = [Product.found_by_id == viewer.profile_id] if viewer.is_member else []
    return and_(_is_itself(), or_(Product.listed_at.is_not(None), *own, *shown))


def is_listed(viewer: Any = None) -> ColumnElement[bool]:
    """May be met in discover, search and feeds."""
    return and_(_is_itself(), Product.listed_at.is_not(None))


def _is_itself() -> ColumnElement[bool]:
    """Neither hidden by a moderator nor part of another."""
    return and_(Product.hidden_at.is_(None), Product.merged_into_id.is_(None))


def find_product(viewer: Viewer, product_id: int) -> Product:
    """The product, or the one it was made part of: its `id` may be another."""
    found = _seen.scalars(viewer, product=product_id).one_or_none()
    if found is None:
        survivor_id = merged_into(product_id)
        found = survivor_id and _seen.scalars(viewer, product=survivor_id).one_or_none()
    return found or abort(404)


def merged_into(product_id: int) -> int | None:
    """The product that stands for one that was merged, at the end of the chain."""
    into = db.session.scalar(select(Product.merged_into_id).where(Product.id == product_id))
    return (merged_into(into) or into) if into else None


@prebuilt
def _seen(viewer: Viewer) -> Select[Product]:
    query = db.select(Product).where(Product.id == bindparam("product"), may_see(viewer))
    return query.options(selectinload(Product.offers))


def find_offer(viewer: Viewer, offer_id: int) -> Offer:
    query = db.select(Offer).join(Offer.product).where(Offer.id == offer_id, may_see(viewer))
    return db.session.scalar(query) or abort(404)


def find_own_clip(viewer: Viewer, clip_id: int) -> Clip:
    query = db.select(Clip).where(Clip.id == clip_id, Clip.profile_id == viewer.profile_id)
    return db.session.scalar(query) or abort(404)
