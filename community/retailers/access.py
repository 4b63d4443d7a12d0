"""A team’s things, found through the seats of who asks; shops, found by what they show."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from community.catalog.access import is_listed
from community.catalog.models import Offer, Product, Shop
from community.extensions import db
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.retailers.models import Claim, Feed, Retailer, Seat, SigningKey, Store
from community.retailers.models.seat import OWNER


def is_seated(viewer: Viewer, retailer_id: Any) -> ColumnElement[bool]:
    """The viewer has taken a seat in that retailer’s team, and no admin has suspended it."""
    team = aliased(Retailer)
    seats = select(Seat.id).join(team, team.id == Seat.retailer_id)
    seats = seats.where(Seat.retailer_id == retailer_id, Seat.joined_at.is_not(None))
    seats = seats.where(team.suspended_at.is_(None))
    return seats.where(Seat.profile_id == viewer.profile_id).exists()


def has_seat(viewer: Viewer) -> ColumnElement[bool]:
    """In the team or invited to it: who may hear that it exists."""
    seats = select(Seat.id).where(Seat.retailer_id == Retailer.id)
    return seats.where(Seat.profile_id == viewer.profile_id).exists()


def find_retailer(viewer: Viewer, retailer_id: int) -> Retailer:
    query = select(Retailer).where(Retailer.id == retailer_id, is_seated(viewer, Retailer.id))
    return db.session.scalar(query) or abort(404)


def find_claim(viewer: Viewer, claim_id: int) -> Claim:
    query = select(Claim).where(Claim.id == claim_id, is_seated(viewer, Claim.retailer_id))
    return db.session.scalar(query) or abort(404)


def find_store(viewer: Viewer, store_id: int) -> Store:
    query = select(Store).where(Store.id == store_id, is_seated(viewer, Store.retailer_id))
    return db.session.scalar(query) or abort(404)


def find_feed(viewer: Viewer, feed_id: int) -> Feed:
    query = select(Feed).where(Feed.id == feed_id, is_seated(viewer, Feed.retailer_id))
    return db.session.scalar(query) or abort(404)


def find_signing_key(retailer: Retailer, key_id: int) -> SigningKey:
    mine = SigningKey.id == key_id, SigningKey.retailer_id == retailer.id
    return db.session.scalar(select(SigningKey).where(*mine)) or abort(404)


def find_seat(viewer: Viewer, seat_id: int) -> Seat:
    """A seat of a team the viewer is in, or one that is offered to them."""
    is_mine = Seat.profile_id == viewer.profile_id
    query = select(Seat).where(
        Seat.id == seat_id, or_(is_mine, is_seated(viewer, Seat.retailer_id))
    )
    return db.session.scalar(query) or abort(404)


def may_lead(viewer: Viewer, retailer: Retailer) -> bool:
    """Owners decide about the team and its domains; editors about everything else."""
    mine = Seat.retailer_id == retailer.id, Seat.profile_id == viewer.profile_id
    role = select(Seat.role).where(*mine, Seat.joined_at.is_not(None))
    return db.session.scalar(role) == OWNER


def demand_lead(viewer: Viewer, retailer: Retailer) -> None:
    if not may_lead(viewer, retailer):
        abort(403)


def may_see_shop(viewer: Viewer) -> ColumnElement[bool]:
    """A shop that somebody proved, or with a product on show. Of others nobody must learn that
    someone keeps a thing from there on a private list."""
    offers = Offer.__table__.alias("shown_offers")
    shown = exists(
        select(offers.c.id)
        .join(Product, Product.id == offers.c.product_id)
        .where(offers.c.shop_id == Shop.id, is_listed())
        .correlate(Shop)
    )
    own = select(Claim.id).where(Claim.shop_id == Shop.id, is_seated(viewer, Claim.retailer_id))
    mine = [own.exists()] if viewer.is_member else []
    return or_(Shop.verified_at.is_not(None), shown, *mine)


def find_shop(viewer: Viewer, shop_id: int) -> Shop:
    return _shop.scalars(viewer, shop=shop_id).one_or_none() or abort(404)


@prebuilt
def _shop(viewer: Viewer) -> Select[Shop]:
    asked = Shop.id == bindparam("shop", type_=BigInteger)
    return select(Shop).where(asked, may_see_shop(viewer))
