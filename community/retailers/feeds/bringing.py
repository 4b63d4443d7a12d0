"""Rows of a feed become offers: portion by portion, each one transaction that can be done again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.catalog.models import Code, Likeness, Offer, Product
from community.catalog.models.offer import url_key
from community.catalog.sameness import tell_of_seen
from community.core import clock
from community.core.ids import new_id
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.retailers.models import Feed, FeedRow

PORTION = 200


def bring_portion(feed: Feed) -> int:
    """Bring in the next rows that wait; how many they were. Inside `writing()`."""
    waiting = select(FeedRow).where(FeedRow.feed_id == feed.id, FeedRow.is_pending)
    rows = list(db.session.scalars(waiting.order_by(FeedRow.id).limit(PORTION)))
    shelf = Shelf(feed, rows)
    with db.session.no_autoflush:
        for row in rows:
            shelf.place(row)
        db.session.flush()
        shelf.keep_codes()
    return len(rows)


class Shelf:
    """What stands already of what a portion brings, looked up at once."""

    def __init__(self, feed: Feed, rows: list[FeedRow]) -> None:
        self._feed, self._now = feed, clock.now()
        here = [row for row in rows if row.digest]
        keys = [url_key(row.facts["url"]) for row in here]
        codes = [code for row in here for code in row.facts["codes"]]
        self._offers = {offer.url_key: offer for offer in _offers_at(keys)}
        self._new_codes: dict[str, int] = {}
        self._clashes: list[tuple[int, int]] = []  # two products that say one code
        self._coded = {code.code: code.product_id for code in _coded(codes)}

    def place(self, row: FeedRow) -> None:
        row.is_pending = False
        if not row.digest:
            self._take_away(row)
            return
        facts = row.facts
        offer = self._offers.get(url_key(facts["url"])) or self._new_offer(facts)
        self._describe(offer, facts)
        row.offer = offer

    def _new_offer(self, facts: dict[str, Any]) -> Offer:
        known = next((self._coded[c] for c in facts["codes"] if c in self._coded), None)
        product = db.session.get(Product, known) if known else None
        product = product or Product(id=new_id(), title=facts["title"])
        key = url_key(facts["url"])
        offer = Offer(product=product, shop_id=self._feed.shop_id, url=facts["url"], url_key=key)
        offer.id = new_id()
        db.session.add(offer)
        self._offers[key] = offer
        return offer

    def _describe(self, offer: Offer, facts: dict[str, Any]) -> None:
        product = offer.product
        if self._is_theirs(product):
            product.title, product.description = facts["title"], facts["description"]
        product.brand = product.brand or facts["brand"]
        offer.amount, offer.currency = facts["amount"], facts["currency"]
        offer.availability, offer.checked_at = facts["availability"], self._now
        product.put_on_show()
        for code in facts["codes"]:
            if code not in self._coded:
                self._coded[code] = self._new_codes[code] = product.id
            elif self._coded[code] != product.id:
                self._clashes.append((product.id, self._coded[code]))

    def keep_codes(self) -> None:
        for code, product_id in self._new_codes.items():
            insert_or_ignore(Code, {"product_id": product_id, "code": code})
        if self._new_codes:
            tell_of_seen(self._new_codes)
        for pair in self._clashes:
            Likeness.suggest(*pair, "code")

    def _is_theirs(self, product: Product) -> bool:
        """What others offer as well is not renamed by one of them."""
        return all(offer.shop_id == self._feed.shop_id for offer in product.offers)

    def _take_away(self, row: FeedRow) -> None:
        """An item that left the feed is sold out; members keep what they saved."""
        offer = db.session.get(Offer, row.offer_id) if row.offer_id else None
        if offer is not None:
            offer.availability, offer.checked_at = "out_of_stock", self._now


def _offers_at(keys: list[str]) -> list[Offer]:
    query = select(Offer).where(Offer.url_key.in_(keys))
    query = query.options(joinedload(Offer.product).selectinload(Product.offers))
    return list(db.session.scalars(query))


def _coded(codes: list[str]) -> list[Code]:
    return list(db.session.scalars(select(Code).where(Code.code.in_(codes))))
