"""A product as the world sees it: a product snippet, since nothing is sold here."""

from __future__ import annotations

from typing import Any

from community.catalog.models import Product
from community.core.money import Money
from community.sharing.outward.common import picture_address, section, trail
from community.sharing.outward.entry import Data, Look, Outward

STOCK = {
    "in_stock": "InStock",
    "out_of_stock": "OutOfStock",
    "preorder": "PreOrder",
    "backorder": "BackOrder",
}


def _text(product: Product) -> str:
    return " ".join(product.description[:300].split()) or product.title


def _price(product: Product) -> Money | None:
    return product.offer.price if product.offer else None


def _look(product: Product) -> Look:
    shop = product.offer.shop.label if product.offer else product.brand
    pictures = (product.picture.shown,) if product.picture else ()
    price = _price(product)
    return Look(
        product.title, " · ".join(filter(None, [price.format() if price else "", shop])), pictures
    )


def _properties(product: Product) -> list[tuple[str, str]]:
    price = _price(product)
    if price is None:
        return []
    return [
        ("product:price:amount", str(price.decimal())),
        ("product:price:currency", price.currency),
    ]


def _data(product: Product) -> list[Data]:
    address = PRODUCTS.address(product)
    said: Data = {"@type": "Product", "name": product.title, "url": address}
    if product.description:
        said["description"] = product.description
    if product.brand:
        said["brand"] = {"@type": "Brand", "name": product.brand}
    picture = picture_address(product.picture)
    if picture:
        said["image"] = picture
    offers = [offer for offer in map(_offer, product.offers) if offer]
    path = trail(*section("finds"), product.title, address)
    # A snippet without an offer, a review or a rating is none.
    return [{**said, "offers": offers}, path] if offers else [path]


def _offer(offer: Any) -> Data | None:
    if offer.price is None:
        return None
    said: Data = {
        "@type": "Offer",
        "price": str(offer.price.decimal()),
        "priceCurrency": offer.price.currency,
        "url": offer.url,
        "seller": {"@type": "Organization", "name": offer.shop.label},
    }
    if offer.availability in STOCK:
        said["availability"] = f"https://schema.org/{STOCK[offer.availability]}"
    return said


PRODUCTS = Outward(
    name="product",
    endpoint="product_pages.show",
    argument="product",
    is_open=lambda product: product.is_on_show,
    text=_text,
    look=_look,
    data=_data,
    og_type="product",
    properties=_properties,
    changed=lambda model: model.listed_at,
)
