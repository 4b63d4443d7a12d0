"""Collections with what one put into them oneself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, select

from community.belongings.importing.fields import (
    Row,
    born,
    choice,
    digest,
    key,
    line,
    markdown,
    moment,
    number,
    price,
    text,
)
from community.belongings.importing.lists import LAST_PLACE
from community.belongings.importing.problems import RowStays
from community.belongings.importing.taking import Maker, Reading, Taking, audience_in
from community.collections.forms import LONGEST_BODY, LONGEST_TAG, MOST_TAGS, tags_in
from community.collections.models import Collection, CollectionTag, Piece, Sort
from community.extensions import db
from community.friends.audience import Audience


def read_collection(reading: Reading, row: Row) -> dict[str, Any]:
    title, body = line(row, "title", 80), text(row, "body", LONGEST_BODY)
    if not title:
        raise RowStays("odd")
    return {
        **born(row),
        **audience_in(row),
        "title": title,
        "body": body,
        "html": markdown(body),
        "tags": _tags(row.get("tags")),
        "archived_at": moment(row, "archived_at"),
    }


def make_collection(taking: Taking, said: dict[str, Any]) -> int:
    audience, people_key, tags = (said.pop(name) for name in ("audience", "people_key", "tags"))
    collection = Collection(owner_id=taking.person.id, audience=Audience.ME.value, **said)
    db.session.add(collection)
    taking.show(collection, audience, people_key)
    db.session.flush()
    CollectionTag.put(collection.id, tags)
    taking.changed.add(("collection", collection.id))
    return collection.id


def read_piece(reading: Reading, row: Row) -> dict[str, Any]:
    if row.get("removed_at"):
        raise RowStays("removed")
    if row.get("by_me") is not True:  # others' words are not put into one's own mouth
        raise RowStays("others")
    amount, currency = price(row)
    said = {
        **born(row),
        "collection_key": key(row, "collection_id"),
        "sort": choice(row, "sort", [each.value for each in Sort], Sort.NOTE.value),
        "title": line(row, "title", 300),
        "product": line(row, "product", 300),
        "why": text(row, "why", 1000),
        "position": number(row, "position", 0, LAST_PLACE, LAST_PLACE),
        "amount": amount,
        "currency": currency,
        "url": reading.address(row),
        "picture": digest(row),
    }
    return _whole(reading, said)


def _whole(reading: Reading, said: dict[str, Any]) -> dict[str, Any]:
    """Each sort of piece has what makes it one."""
    picture, prepared = said["picture"], reading.picture(said["picture"])
    if said["sort"] == Sort.PRODUCT and not (said["title"] or said["url"]):
        raise RowStays("odd")
    if said["sort"] == Sort.NOTE and not said["why"]:
        raise RowStays("odd")
    if said["sort"] == Sort.PICTURE and not reading.archive.has_picture(picture):
        raise RowStays("picture")
    return {**said, "prepared": prepared}


def make_piece(taking: Taking, said: dict[str, Any]) -> int:
    collection: Collection = taking.own(COLLECTIONS, said.pop("collection_key"))
    picture = taking.picture(said.pop("prepared"), said.pop("picture"))
    if said["sort"] == Sort.PICTURE and picture is None:
        raise RowStays("picture")
    offer = taking.offer(said.pop("url"), said.pop("product") or said["title"])
    if offer and _holds(collection.id, offer.product_id):
        raise RowStays("there")
    piece = Piece(
        collection_id=collection.id, added_by_id=taking.person.id, picture=picture, **said
    )
    piece.offer, piece.product = offer, offer.product if offer else None
    db.session.add(piece)
    db.session.flush()
    collection.count(1)
    if offer and offer.checked_at and collection.is_public:
        offer.product.put_on_show()
    taking.changed.add(("collection", collection.id))
    return piece.id


def _holds(collection_id: int, product_id: int) -> bool:
    same = Piece.collection_id == collection_id, Piece.product_id == product_id
    return bool(db.session.scalar(select(exists().where(*same))))


def _tags(said: Any) -> list[str]:
    words = [word for word in said if isinstance(word, str)] if isinstance(said, list) else []
    tags = tags_in(",".join(word[: LONGEST_TAG * 2] for word in words[: MOST_TAGS * 2]))
    return [tag for tag in tags if len(tag) <= LONGEST_TAG][:MOST_TAGS]


def _my_collections(profile_id: int) -> Select[Any]:
    return select(Collection.id).where(Collection.owner_id == profile_id)


def _my_pieces(profile_id: int) -> Select[Any]:
    return select(Piece.id).join(Piece.collection).where(Collection.owner_id == profile_id)


COLLECTIONS = Maker("collections", Collection, read_collection, make_collection, _my_collections)
PIECES = Maker("pieces", Piece, read_piece, make_piece, _my_pieces)
