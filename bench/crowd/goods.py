"""Pictures, shops, products, their offers, and the lists that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from bench.crowd.shape import LISTS, STAR, Crowd, made, mixed, odds
from bench.crowd.sheets import Row, Sheet, moment
from community.catalog.models import Offer, Product, Shop
from community.catalog.models.offer import url_key
from community.core.images.models import Picture
from community.demo.crowd import TITLES
from community.wishlists.models import Wish, Wishlist

PICTURES = 2000
MOST_WISHES = 60
ADJECTIVES = ("blue", "small", "old", "folding", "wooden", "warm", "second", "light", "round")
NOUNS = ("lamp", "pot", "jacket", "chair", "kettle", "bicycle", "blanket", "shelf", "mirror")
AUDIENCES = ("public",) * 7 + ("friends",) * 7 + ("followers",) * 3 + ("me",) * 2
OCCASIONS = ("wishes", "wishes", "wardrobe", "birthday", "home")
PICTURE = (
    "id", "digest", "width", "height", "colour", "plain_ground", "is_private", "bytes", "created_at"
)  # fmt: skip
OFFER = (
    "id", "product_id", "shop_id", "url", "url_key", "amount", "currency", "checked_at",
    "created_at",
)  # fmt: skip
LIST = (
    "id", "owner_id", "audience", "people_set_id", "title", "occasion", "wish_count", "created_at"
)  # fmt: skip
WISH = (
    "id", "list_id", "product_id", "offer_id", "title", "amount", "currency", "picture_id",
    "priority", "position", "created_at",
)  # fmt: skip


class Goods:
    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.shops = crowd.between(195, 191, 50 + crowd.members // 200)

    def sheets(self) -> Iterator[Sheet]:
        product = ("id", "title", "picture_id", "found_by_id", "listed_at", "created_at")
        yield Sheet(Picture, PICTURE, self._pictures())
        yield Sheet(Shop, ("id", "domain", "name", "created_at"), self._shops())
        yield Sheet(Product, product, self._products())
        yield Sheet(Offer, OFFER, self._offers())
        yield Sheet(Wishlist, LIST, self._lists())
        yield Sheet(Wish, WISH, self._wishes())

    def _pictures(self) -> Iterator[Row]:
        for number in range(PICTURES):
            when = moment(self.crowd.days_ago(199))
            row = picture_of(self.crowd, number), f"{number:064x}", 800, 600, "#c0a080"
            yield *row, False, False, 40_000, when

    def _shops(self) -> Iterator[Row]:
        for number in range(self.shops.count):
            when = moment(self.shops.at(number))
            yield self.shops.id(number), f"shop{number}.example", f"Shop {number}", when

    def _products(self) -> Iterator[Row]:
        """One in twelve is known to its finder alone."""
        crowd, line = self.crowd, self.crowd.products
        for number in range(line.count):
            finder, when = crowd.id_of(number % crowd.members), moment(line.at(number))
            row = line.id(number), title_of(number), picture_of(crowd, number), finder
            yield *row, None if number % 12 == 5 else when, when

    def _offers(self) -> Iterator[Row]:
        """One or two each."""
        line = self.crowd.products
        for number in range(line.count):
            for nth in range(1 + number % 2):
                url = f"https://shop{number % self.shops.count}.example/{number}/{nth}"
                shop, when = self.shops.id(number % self.shops.count), moment(line.at(number))
                row = self.offer(number, nth), line.id(number), shop, url, url_key(url)
                yield *row, price_of(number), "EUR", when, when

    def _lists(self) -> Iterator[Row]:
        crowd, line = self.crowd, self.crowd.lists
        for number in filter(self._is_there, range(line.count)):
            owner = crowd.owner(number)
            shown, circle = audience(crowd, owner, number)
            title, occasion = TITLES[number % len(TITLES)], OCCASIONS[number % len(OCCASIONS)]
            row = line.id(number), crowd.id_of(owner), shown, circle, title, occasion
            yield *row, size_of(number), moment(line.at(number))

    def _wishes(self) -> Iterator[Row]:
        crowd, line, goods, serial = self.crowd, self.crowd.lists, self.crowd.products, count()
        for number in filter(self._is_there, range(line.count)):
            at, own, dice = line.at(number), line.id(number), Random(number)
            for place in range(1, size_of(number) + 1):
                product = int(goods.count * dice.random() ** 3)
                row = made(at + place, next(serial)), own, goods.id(product), self.offer(product, 0)
                about = title_of(product), price_of(product), "EUR", picture_of(crowd, product)
                yield *row, *about, place % 3, place, moment(at + place)

    def offer(self, product: int, nth: int) -> int:
        return made(self.crowd.products.at(product), product * 2 + nth)

    def _is_there(self, number: int) -> bool:
        return self.crowd.has(LISTS, number)


def picture_of(crowd: Crowd, number: int) -> int:
    return made(crowd.days_ago(199), number % PICTURES)


def title_of(product: int) -> str:
    adjective, noun = ADJECTIVES[product % 9], NOUNS[product // 9 % 9]
    return f"The {adjective} {noun} no. {product}"


def price_of(product: int) -> int:
    return 500 + mixed(product) % 20_000


def size_of(number: int) -> int:
    return min(int((1 - odds(number + 3)) ** (-1 / 1.5) * 2), MOST_WISHES)


def audience(crowd: Crowd, owner: int, number: int) -> tuple[str, int | None]:
    """And the circle, where it is one; the star shows all to everyone."""
    if owner == STAR:
        return "public", None
    if crowd.has_circle(owner) and number % 4 == 1:
        return "people", crowd.circles.id(owner)
    return AUDIENCES[mixed(number + 7) % len(AUDIENCES)], None
