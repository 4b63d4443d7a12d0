"""What a widget may be about: always what a stranger may meet, whoever looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from community.catalog.access import is_listed
from community.catalog.fronts import as_visited, fronts_of
from community.catalog.models import Offer, Product, Shop
from community.catalog.models.offer import url_key
from community.clipping.addresses import canonical_address, has_secret, shop_domain
from community.core.kinds import kind_named
from community.extensions import db
from community.friends.viewer import Viewer

LONGEST = 2000
SELF, ANYBODY = "'self'", "*"


@dataclass(frozen=True)
class Front:
    """A shop's page for a product. The product is None while not everybody may meet it, which is no
    reason not to show a button."""

    url: str
    shop: Shop
    product: Product | None


def find_front(url: str) -> Front:
    """404 unless somebody has proved that the domain of the address is theirs."""
    address = canonical_address(url[:LONGEST])
    shop = _proved(Shop.domain == shop_domain(address)) if not has_secret(address) else None
    return Front(address, shop, product_at(address)) if shop else abort(404)


def find_proved_shop(shop_id: int) -> Shop:
    return _proved(Shop.id == shop_id) or abort(404)


def _proved(which: Any) -> Shop | None:
    return db.session.scalar(select(Shop).where(which, Shop.verified_at.is_not(None)))


def product_at(address: str) -> Product | None:
    """What is known to everybody under an address."""
    there = select(Offer.product_id).where(Offer.url_key == url_key(address))
    query = select(Product).where(is_listed(), Product.id.in_(there))
    return db.session.scalar(query.options(selectinload(Product.offers)))


def find_open(kind: str, thing_id: int) -> Any:
    """A poll, a collection, a list that a stranger may meet."""
    known = kind_named(kind)
    query = select(known.model).where(known.listed(Viewer()), known.model.id == thing_id)
    return db.session.scalars(known.preload(query)).unique().one_or_none() or abort(404)


def door_of(shop: Shop) -> str:
    """Where a shop is visited."""
    return as_visited(f"https://{shop.domain}/", shop.domain)


def pages_of(shop: Shop) -> str:
    """Whose pages may show this shop's widgets, for `frame-ancestors`: its own, and ours."""
    own = f"https://{shop.domain}", f"https://*.{shop.domain}"
    return " ".join((SELF, *own, *fronts_of(shop.domain)))
