"""Fills an empty, migrated database with the whole cast: `flask demo`, or the first `flask serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from sqlalchemy import select

from community.accounts.models import Account
from community.accounts.passwords import hash_password
from community.core.db import writing
from community.core.images.store import current_store
from community.demo.asking import plant_polls
from community.demo.buying import plant_purchases
from community.demo.cast import PEOPLE
from community.demo.catalogue import PRODUCTS
from community.demo.collections import plant_collections
from community.demo.fondness import plant_fondness
from community.demo.forum import plant_forum
from community.demo.lists import plant_lists
from community.demo.minding import plant_minding
from community.demo.news import News
from community.demo.offering import plant_offers
from community.demo.people import plant_people
from community.demo.pictures import WIDTH, Order, draw_all
from community.demo.retailing import plant_retailers
from community.demo.reviews import PHOTOS, plant_reviews
from community.demo.shelves import plant_picture, plant_shelves
from community.demo.story import Story
from community.demo.talk import plant_talk
from community.demo.twins import plant_twins
from community.extensions import db
from community.insights.counting import count_all
from community.recommendations.rebuilding import rebuild as rebuild_recommendations
from community.search.indexing import rebuild

if TYPE_CHECKING:
    from community.core.images.prepare import Prepared

DEMO_PASSWORD = "lamp or plant?"  # noqa: S105


class NotEmpty(Exception):
    """There are accounts already; demo people do not move in with real ones."""


def seed(picture_width: int = WIDTH) -> None:
    """The cast, its catalogue and its doings, without a single mail. Raises NotEmpty."""
    if not is_empty():
        raise NotEmpty
    pictures = _draw(picture_width)
    password_hash = hash_password(DEMO_PASSWORD)
    story = tell_story(pictures, password_hash)
    with writing():
        story.insert()
    rebuild()  # the story is told past the facts
    count_all()
    rebuild_recommendations()


def is_empty() -> bool:
    return db.session.scalar(select(Account.id).limit(1)) is None


def tell_story(pictures: list[tuple[Order, Prepared]], password_hash: str) -> Story:
    story = Story()
    news = News(story)
    for (sort, key, _width), prepared in pictures:
        plant_picture(story, sort, key, prepared)
    plant_people(story, news, password_hash)
    of_products = {product.key: story.id_of("goods", product.key) for product in PRODUCTS}
    finders = [story.id_of("profile", person.handle) for person in PEOPLE]
    plant_shelves(story, of_products, finders)
    plant_lists(story, news, of_products)
    plant_collections(story, news, of_products)
    plant_talk(story, news, plant_polls(story, news))
    plant_forum(story, news)
    plant_minding(story, news)
    plant_twins(story, of_products)
    retailer = plant_retailers(story)
    plant_reviews(story, news)
    plant_purchases(story, news, retailer)
    plant_offers(story, news)
    plant_fondness(story, news)
    news.plant()
    return story


def _draw(width: int) -> list[tuple[Order, Prepared]]:
    orders: list[Order] = [("face", person.face, width) for person in PEOPLE]
    orders += [("goods", product.key, width) for product in PRODUCTS]
    orders += [("photo", key, width) for key in PHOTOS]
    ready = draw_all(orders, current_store())
    with click.progressbar(ready, length=len(orders), label="Drawing pictures") as bar:
        return list(bar)
