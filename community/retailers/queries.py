"""Selects of teams and shops."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from community.catalog.access import is_listed
from community.catalog.models import Offer, Product, Shop
from community.core.pagination import below
from community.extensions import db
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.retailers.models import Claim, Retailer, Seat, ShopFollow, SigningKey, Store
from community.retailers.models.store import MOST_STORES

MOST_TEAMS = 50


def seats_of(profile_id: int) -> list[Seat]:
    """The member’s seats, offered ones too, with their retailers and domains."""
    query = select(Seat).where(Seat.profile_id == profile_id).join(Seat.retailer)
    query = query.options(contains_eager(Seat.retailer).selectinload(Retailer.claims))
    return list(db.session.scalars(query.order_by(Seat.id).limit(MOST_TEAMS)))


def team_of(retailer: Retailer) -> list[Seat]:
    query = select(Seat).where(Seat.retailer_id == retailer.id).options(joinedload(Seat.profile))
    return list(db.session.scalars(query.order_by(Seat.id).limit(MOST_TEAMS)))


def proved_by(retailer: Retailer) -> list[Shop]:
    query = select(Shop).join(Claim, Claim.shop_id == Shop.id)
    mine = query.where(Claim.retailer_id == retailer.id, Claim.proved_at.is_not(None))
    return list(db.session.scalars(mine.order_by(Claim.id)))


def retailer_at(shop: Shop) -> Retailer | None:
    """Who has proved that the shop is theirs, with their stores."""
    query = select(Retailer).join(Claim).where(Claim.shop_id == shop.id)
    query = query.options(selectinload(Retailer.stores))
    return db.session.scalar(query.where(Claim.proved_at.is_not(None)))


def stores_of(shops: Iterable[Shop]) -> list[Store]:
    """Doors of those who have proved that one of the shops is theirs."""
    ids = [shop.id for shop in shops if shop.verified_at]
    if not ids:
        return []
    proved = select(Claim.retailer_id).where(Claim.shop_id.in_(ids), Claim.proved_at.is_not(None))
    query = select(Store).where(Store.retailer_id.in_(proved)).order_by(Store.id)
    return list(db.session.scalars(query.limit(MOST_STORES)))


def lines_of(shops: Iterable[Shop]) -> dict[int, str]:
    """What those who have proved that a shop is theirs say of it in one line."""
    proved = [shop.id for shop in shops if shop.verified_at]
    if not proved:
        return {}
    query = select(Claim.shop_id, Retailer.line).join(Claim.retailer)
    query = query.where(Claim.shop_id.in_(proved), Claim.proved_at.is_not(None))
    return {shop_id: line for shop_id, line in db.session.execute(query) if line}


def keys_of(retailer: Retailer) -> list[SigningKey]:
    """The latest first; those that have ended stand last."""
    query = select(SigningKey).where(SigningKey.retailer_id == retailer.id)
    ended = SigningKey.ends_at.is_not(None)
    return list(db.session.scalars(query.order_by(ended, SigningKey.id.desc()).limit(MOST_TEAMS)))


def follows(viewer: Viewer, shop: Shop) -> bool:
    pair = ShopFollow.shop_id == shop.id, ShopFollow.profile_id == viewer.profile_id
    return viewer.is_member and db.session.scalar(select(ShopFollow.id).where(*pair)) is not None


def newest_at(shop: Shop, most: int) -> list[Product]:
    """What everybody may meet there."""
    there = select(Offer.product_id).where(Offer.shop_id == shop.id)
    query = select(Product).where(is_listed(), Product.id.in_(there))
    query = query.options(selectinload(Product.offers))
    return list(db.session.scalars(query.order_by(Product.id.desc()).limit(most)).unique())


SIZE = 24


@prebuilt
def products_at(viewer: Viewer) -> Select[Product]:
    """What the shop of the parameter `shop` has on show, a page of it; see `pagination.below`."""
    there = select(Offer.product_id).where(Offer.shop_id == bindparam("shop"))
    query = select(Product).where(is_listed(), Product.id.in_(there))
    return below(query.options(selectinload(Product.offers)), Product.id, SIZE)
