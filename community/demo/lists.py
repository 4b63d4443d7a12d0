"""Plants the cast's lists: begun weeks ago, filled in a few sittings."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.demo.audiences import audience_columns
from community.demo.cast import LISTS
from community.demo.cast_lists import DemoList, DemoWish
from community.demo.catalogue import PRODUCTS_BY_KEY
from community.demo.news import News
from community.demo.story import Story
from community.wishlists.models import Wish, Wishlist

SITTING = 5
OCCASIONS = {"gift ideas": "gifts", "wishlist": "wishes"}
PRIORITIES = {"nice": 0, "love": 1, "must": 2}


def plant_lists(story: Story, news: News, pictures: dict[str, int]) -> None:
    for number, demo in enumerate(LISTS):
        begun = story.before(days=4 + number * 31 / len(LISTS), hours=story.dice.random() * 24)
        made = _plant_list(story, demo, begun)
        sittings = range(0, len(demo.wishes), SITTING)
        for sitting, first in enumerate(sittings):
            wishes = demo.wishes[first : first + SITTING]
            at = begun + (story.now - begun) * (sitting / len(sittings))
            at = at.replace(minute=story.dice.randrange(30))
            _plant_wishes(story, made, wishes, first, at, pictures)
            owner = story.id_of("profile", demo.owner)
            news.record(owner, "added", "list", made, at, len(wishes))


def _plant_list(story: Story, demo: DemoList, begun: datetime) -> int:
    day = story.now.date() + timedelta(days=demo.in_days) if demo.in_days is not None else None
    made = story.add(
        Wishlist,
        begun,
        title=demo.title,
        note=demo.text,
        occasion=OCCASIONS.get(demo.occasion, demo.occasion),
        day=day,
        wish_count=len(demo.wishes),
        **audience_columns(story, demo.owner, demo.audience),
    )
    return story.name("list", demo.key, made)


def _plant_wishes(
    story: Story,
    wishlist: int,
    wishes: tuple[DemoWish, ...],
    first: int,
    at: datetime,
    pictures: dict[str, int],
) -> None:
    for place, wish in enumerate(wishes):
        product = PRODUCTS_BY_KEY[wish.product]
        story.add(
            Wish,
            at + timedelta(minutes=3 * place),
            list_id=wishlist,
            product_id=story.id_of("product", product.key),
            offer_id=story.id_of("offer", product.key),
            title=product.title,
            note=wish.note,
            quantity=wish.quantity,
            priority=PRIORITIES[wish.priority],
            amount=product.price_minor,
            currency=product.currency,
            picture_id=pictures.get(product.key),
            position=first + place + 1,
        )
