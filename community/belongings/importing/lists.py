"""Lists with their wishes."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from community.belongings.importing.fields import (
    Row,
    born,
    choice,
    day,
    digest,
    key,
    line,
    moment,
    number,
    price,
    text,
)
from community.belongings.importing.problems import RowStays
from community.belongings.importing.taking import Maker, Reading, Taking, audience_in
from community.extensions import db
from community.friends.audience import Audience
from community.wishlists.models import Occasion, Wish, Wishlist

LAST_PLACE = 1_000_000


def read_list(reading: Reading, row: Row) -> dict[str, Any]:
    title = line(row, "title", 80)
    if not title:
        raise RowStays("odd")
    return {
        **born(row),
        **audience_in(row),
        "title": title,
        "note": text(row, "note", 500),
        "occasion": choice(row, "occasion", [each.value for each in Occasion], "wishes"),
        "day": day(row, "day"),
        "archived_at": moment(row, "archived_at"),
    }


def make_list(taking: Taking, said: dict[str, Any]) -> int:
    audience, people_key = said.pop("audience"), said.pop("people_key")
    wishlist = Wishlist(owner_id=taking.person.id, audience=Audience.ME.value, **said)
    db.session.add(wishlist)
    if wishlist.occasion == Occasion.GIFTS and audience == Audience.PUBLIC:
        audience = Audience.ME.value
    taking.show(wishlist, audience, people_key)
    db.session.flush()
    taking.changed.add(("list", wishlist.id))
    return wishlist.id


def read_wish(reading: Reading, row: Row) -> dict[str, Any]:
    if row.get("removed_at"):
        raise RowStays("removed")
    amount, currency = price(row)
    picture = digest(row)
    said = {
        **born(row),
        "list_key": key(row, "list_id"),
        "title": line(row, "title", 300) or line(row, "product", 300),
        "product": line(row, "product", 300),
        "note": text(row, "note", 500),
        "size": line(row, "size", 40),
        "colour": line(row, "colour", 40),
        "quantity": number(row, "quantity", 1, 99, 1),
        "priority": number(row, "priority", 0, 2, 1),
        "position": number(row, "position", 0, LAST_PLACE, LAST_PLACE),
        "amount": amount,
        "currency": currency,
        "url": reading.address(row),
        "picture": picture,
    }
    if not said["title"] and not said["url"]:
        raise RowStays("odd")
    return {**said, "prepared": reading.picture(picture)}


def make_wish(taking: Taking, said: dict[str, Any]) -> int:
    wishlist: Wishlist = taking.own(LISTS, said.pop("list_key"))
    offer = taking.offer(said.pop("url"), said.pop("product") or said["title"])
    picture = taking.picture(said.pop("prepared"), said.pop("picture"))
    wish = Wish(list_id=wishlist.id, offer=offer, picture=picture, **said)
    wish.product = offer.product if offer else None
    db.session.add(wish)
    db.session.flush()
    wishlist.count(1)
    # What nobody has read yet is shown to everyone under no name that an archive gave it.
    if offer and offer.checked_at and wishlist.is_public:
        offer.product.put_on_show()
    taking.changed.add(("list", wishlist.id))
    return wish.id


def _my_lists(profile_id: int) -> Select[Any]:
    return select(Wishlist.id).where(Wishlist.owner_id == profile_id)


def _my_wishes(profile_id: int) -> Select[Any]:
    return select(Wish.id).join(Wish.wishlist).where(Wishlist.owner_id == profile_id)


LISTS = Maker("lists", Wishlist, read_list, make_list, _my_lists)
WISHES = Maker("wishes", Wish, read_wish, make_wish, _my_wishes)
