"""What one bought, as history: nobody is told of it again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from community.belongings.importing.fields import Row, born, choice, day, digest, line, price, text
from community.belongings.importing.problems import RowStays
from community.belongings.importing.taking import Maker, Reading, Taking, audience_in
from community.core import clock
from community.extensions import db
from community.friends.audience import Audience
from community.purchases.models import Place, Purchase


def read_purchase(reading: Reading, row: Row) -> dict[str, Any]:
    """What was kept from somebody comes for oneself alone: here nobody knows who that is."""
    url = reading.address(row)
    if not url:
        raise RowStays("address")
    today, audience = clock.now().date(), audience_in(row)
    if row.get("kept_from"):
        audience = {"audience": Audience.ME.value, "people_key": ""}
    amount, currency = price(row)
    return {
        **born(row),
        **audience,
        "place": choice(row, "place", [each.value for each in Place], Place.ONLINE.value),
        "place_name": line(row, "place_name", 80),
        "day": min(day(row, "day") or today, today),
        "amount": amount,
        "currency": currency,
        "shows_price": row.get("shows_price") is True,
        "note": text(row, "note", 500),
        "title": line(row, "title", 300),
        "url": url,
        "digest": digest(row),
        "photo": reading.picture(digest(row)),
    }


def make_purchase(taking: Taking, said: dict[str, Any]) -> int:
    offer = taking.offer(said.pop("url"), said.pop("title"))
    if offer is None:
        raise RowStays("address")
    picture = taking.picture(said.pop("photo"), said.pop("digest"))
    audience, people_key = said.pop("audience"), said.pop("people_key")
    if said["place"] == Place.ONLINE:
        said["shop_id"] = offer.shop_id
    at = said["created_at"]
    purchase = Purchase(owner_id=taking.person.id, product_id=offer.product_id, audience="me",
                        tells_at=at, told_at=at, **said)  # fmt: skip
    purchase.picture = picture
    db.session.add(purchase)
    taking.show(purchase, audience, people_key)
    db.session.flush()
    return purchase.id


def _mine(profile_id: int) -> Select[Any]:
    return select(Purchase.id).where(Purchase.owner_id == profile_id)


PURCHASES = Maker("purchases", Purchase, read_purchase, make_purchase, _mine)
