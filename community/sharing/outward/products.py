"""A product as the world sees it: a product snippet, since nothing is sold here."""

from __future__ import annotations

from typing import Any

from community.catalog.models import Product
from community.core.money import Money
from community.reviews.models import Review
from community.reviews.queries import public_reviews, rating_of
from community.reviews.showing import ON_PRODUCT
from community.sharing.outward.common import picture_address, section, trail
from community.sharing.outward.entry import Data, Look, Outward

SCALE = {"bestRating": 5, "worstRating": 0.5}
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
    rated = _rated(product)
    path = trail(*section("finds"), product.title, address)
    # A snippet without an offer, a review or a rating is none.
    priced: Data = {"offers": offers} if offers else {}
    return [{**said, **priced, **rated}, path] if priced or rated else [path]


def _rated(product: Product) -> Data:
    """The reviews that stand on the page, whatever stars they give."""
    rating = rating_of(product.id)
    if rating is None:
        return {}
    whole = {"ratingValue": rating.average, "reviewCount": rating.count, **SCALE}
    reviews = [_review(each) for each in public_reviews(product, ON_PRODUCT)]
    return {"aggregateRating": {"@type": "AggregateRating", **whole}, "review": reviews}


def _review(review: Review) -> Data:
    said: Data = {
        "@type": "Review",
        "author": {"@type": "Person", "name": review.owner.name},
        "datePublished": review.created_at.date().isoformat(),
        "reviewRating": {"@type": "Rating", "ratingValue": review.stars / 2, **SCALE},
        "reviewBody": review.body,
    }
    return {**said, "name": review.title} if review.title else said


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
