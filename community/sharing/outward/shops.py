"""A shop's page as the world sees it: who it is, where its doors are, what is kept from there."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from community.catalog.models import Product, Shop
from community.core.ids import encode
from community.extensions import db
from community.friends.viewer import Viewer
from community.retailers.access import may_see_shop
from community.retailers.models import Retailer, Store
from community.retailers.queries import lines_of, newest_at, retailer_at
from community.sharing.outward.common import section, trail
from community.sharing.outward.entry import Data, Entry, Look, Outward
from community.sharing.outward.products import PRODUCTS

MOST, MOST_SHOWN = 30, 4


def _is_open(shop: Shop) -> bool:
    """Of one that nobody has proved the columns do not say it."""
    if shop.verified_at is not None:
        return True
    seen = select(Shop.id).where(Shop.id == shop.id, may_see_shop(Viewer()))
    return db.session.scalar(seen) is not None


def _line(shop: Shop) -> str:
    return lines_of([shop]).get(shop.id, "")


def _text(shop: Shop) -> str:
    return _line(shop) or _("What people keep from %(shop)s", shop=shop.label)


def _look(shop: Shop) -> Look:
    shown = [product.picture.shown for product in newest_at(shop, MOST) if product.picture]
    return Look(shop.label, _line(shop) or shop.domain, tuple(shown[:MOST_SHOWN]))


def _data(shop: Shop) -> list[Data]:
    address = SHOPS.address(shop)
    said: Data = {
        "@type": "Organization",
        "name": shop.label,
        "url": f"https://{shop.domain}/",
        "mainEntityOfPage": address,
    }
    retailer = retailer_at(shop) if shop.verified_at else None
    if retailer and retailer.line:
        said["description"] = retailer.line
    path = trail(*section("finds"), shop.label, address)
    return [said, *(_store(store, retailer) for store in _stores(retailer)), path]


def _stores(retailer: Retailer | None) -> list[Store]:
    return list(retailer.stores) if retailer else []


def _store(store: Store, retailer: Any) -> Data:
    said: Data = {
        "@type": "Store",
        "name": store.name,
        "address": " ".join(store.address.split()),
        "parentOrganization": {"@type": "Organization", "name": retailer.name},
    }
    if store.is_on_map:
        place = {"latitude": store.latitude, "longitude": store.longitude}
        said["geo"] = {"@type": "GeoCoordinates", **place}
    return said


def _entries(shop: Shop) -> list[Entry]:
    return [_entry(product) for product in newest_at(shop, MOST)]


def _entry(product: Product) -> Entry:
    shown_at = product.listed_at or product.created_at
    key, text = f"product/{encode(product.id)}", PRODUCTS.text(product)
    return Entry(key, product.title, PRODUCTS.address(product), shown_at, text)


SHOPS = Outward(
    name="shop",
    endpoint="shops.show",
    argument="shop",
    is_open=_is_open,
    text=_text,
    look=_look,
    data=_data,
    entries=_entries,
)
