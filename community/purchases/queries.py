"""Selects over marks and purchases that compose."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, exists, select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Profile
from community.catalog.models import Product
from community.extensions import db
from community.friends.audience import follows, listed_for, visible_to
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.purchases.models import Mark, Proof, Purchase, State
from community.purchases.seeing import may_meet

MOST_PEOPLE = 36


def shows(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    """Somebody shows the viewer that they have the product; for `Kind.shows`."""
    return exists(select(Mark.id).where(Mark.product_id == product_id, visible_to(Mark, viewer)))


def listed(viewer: Viewer) -> ColumnElement[bool]:
    """May be met in feeds; what a moderator has hidden, or made part of another product that the
    member has marked as well, is not shown by those who have it."""
    itself = Product.hidden_at.is_(None), Product.merged_into_id.is_(None)
    stands = exists().where(Product.id == Mark.product_id, *itself)
    return and_(listed_for(Mark, viewer), stands.correlate_except(Product))


def marks_of(viewer: Viewer, owner_id: int, *states: str) -> Select[Mark]:
    """A member's marks, as far as the viewer may meet them, with what tiles need."""
    return with_products(
        select(Mark)
        .where(Mark.owner_id == owner_id, Mark.state.in_(states or tuple(State)))
        .where(listed(viewer))
    )


def with_products(query: Select[Any]) -> Select[Any]:
    return query.options(joinedload(Mark.product).selectinload(Product.offers))


def people_with(viewer: Viewer, product_id: int) -> dict[str, list[Profile]]:
    """Whom the viewer follows, by what they say of the product; the latest first."""
    found: dict[str, list[Profile]] = defaultdict(list)
    if viewer.is_member:
        for mark in _followed_marks.scalars(viewer, product=product_id).unique():
            found[mark.state].append(mark.owner)
    return found


@prebuilt
def _followed_marks(viewer: Viewer) -> Select[Mark]:
    return (
        select(Mark)
        .where(Mark.product_id == bindparam("product", type_=BigInteger))
        .where(follows(viewer.profile_id, Mark.owner_id), listed_for(Mark, viewer))
        .options(joinedload(Mark.owner))
        .order_by(Mark.changed_at.desc(), Mark.id.desc())
        .limit(MOST_PEOPLE)
    )


def for_cards(query: Select[Any]) -> Select[Any]:
    return with_products(query).options(joinedload(Mark.owner))


def is_proved(profile_id: int, product_id: int) -> bool:
    """A shop's signed token said that this member bought it; what *verified buyer* rests on."""
    proof = select(Proof.id).where(Proof.profile_id == profile_id, Proof.product_id == product_id)
    return bool(db.session.scalar(select(proof.exists())))


def purchases_of(viewer: Viewer, owner_id: int) -> Select[Purchase]:
    """A member's purchases, as far as the viewer may meet them, with what their cards need."""
    mine = Purchase.owner_id == owner_id
    return purchase_cards(select(Purchase).where(mine, may_meet(viewer)))


def purchase_cards(query: Select[Any]) -> Select[Any]:
    return query.options(
        joinedload(Purchase.owner),
        joinedload(Purchase.store),
        joinedload(Purchase.product).selectinload(Product.offers),
        selectinload(Purchase.secrets),
    )


def buyers_of(viewer: Viewer, product_id: int) -> list[Profile]:
    """Whom the viewer follows, and who say that they bought it; the latest first."""
    if not viewer.is_member:
        return []
    found = _followed_purchases.scalars(viewer, product=product_id).unique()
    return list(dict.fromkeys(purchase.owner for purchase in found))


@prebuilt
def _followed_purchases(viewer: Viewer) -> Select[Purchase]:
    return (
        select(Purchase)
        .where(Purchase.product_id == bindparam("product", type_=BigInteger))
        .where(follows(viewer.profile_id, Purchase.owner_id), may_meet(viewer))
        .options(joinedload(Purchase.owner))
        .order_by(Purchase.id.desc())
        .limit(MOST_PEOPLE)
    )
