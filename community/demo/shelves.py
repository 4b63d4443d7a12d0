"""Plants the shops and what they sell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from community.catalog.models import Offer, Product, Shop
from community.catalog.models.offer import url_key
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.demo.catalogue import PRODUCTS, SHOPS, DemoProduct
from community.demo.retailing import FOLLOWERS
from community.demo.retailing import SHOP as PROVED
from community.demo.story import Story


def plant_picture(story: Story, sort: str, key: str, prepared: Prepared) -> None:
    picture = story.add(
        Picture,
        story.before(days=90),
        digest=prepared.digest,
        width=prepared.width,
        height=prepared.height,
        colour=prepared.colour,
        plain_ground=prepared.on_plain_ground,
        is_private=False,
        bytes=prepared.size,
    )
    story.name(sort, key, picture)


def plant_shelves(story: Story, pictures: dict[str, int], finders: list[int]) -> None:
    """Every product on show; `pictures` are ids by product key, `finders` profile ids."""
    for shop in SHOPS.values():
        made = story.add(
            Shop,
            story.before(days=90),
            domain=shop.domain,
            name=shop.name,
            **_proved(story, shop.key),
        )
        story.name("shop", shop.key, made)
    for product in PRODUCTS:
        at = story.between(story.before(days=62), story.before(days=1))
        _plant_product(story, product, at, pictures.get(product.key), finders)


def _proved(story: Story, key: str) -> dict[str, Any]:
    if key != PROVED:
        return {}
    return {"verified_at": story.before(days=40), "follower_count": len(FOLLOWERS)}


def _plant_product(
    story: Story, product: DemoProduct, at: datetime, picture: int | None, finders: list[int]
) -> None:
    made = story.add(
        Product,
        at,
        title=product.title,
        brand=product.brand,
        category=product.category,
        description=product.description,
        picture_id=picture,
        found_by_id=story.dice.choice(finders) if finders else None,
        listed_at=at,
    )
    story.name("product", product.key, made)
    offer = story.add(
        Offer,
        at,
        product_id=made,
        shop_id=story.id_of("shop", product.shop.key),
        url=product.url,
        url_key=url_key(product.url),
        amount=product.price_minor,
        currency=product.currency,
        availability=product.availability.replace("limited", "in_stock"),
        clicks=story.dice.randrange(40),
        checked_at=story.before(hours=1 + story.dice.random() * 30),
    )
    story.name("offer", product.key, offer)
