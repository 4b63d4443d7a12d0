"""Plants the cast's collections: begun weeks ago, added to since, followed and remixed."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.collections.models import (
    Collaborator,
    Collection,
    CollectionFollow,
    CollectionTag,
    Piece,
)
from community.core.text import clean_markdown
from community.demo.audiences import audience_columns
from community.demo.cast import COLLECTIONS, COMMENTS, PEOPLE
from community.demo.cast_collections import DemoCollection, DemoPiece
from community.demo.catalogue import PRODUCTS_BY_KEY
from community.demo.news import News
from community.demo.story import Story

_BY_KEY = {demo.key: demo for demo in COLLECTIONS}


def plant_collections(story: Story, news: News, pictures: dict[str, int]) -> None:
    for number, demo in enumerate(COLLECTIONS):
        begun = story.before(
            days=26 - 23 * number / len(COLLECTIONS), hours=story.dice.random() * 9
        )
        made = story.name("collection", demo.key, _plant(story, demo, begun))
        half = (len(demo.pieces) + 1) // 2
        owner = story.id_of("profile", demo.owner)
        later = story.between(begun + timedelta(days=1), story.before(hours=6))
        for verb, at, first in (("made", begun, 0), ("added", later, half)):
            pieces = demo.pieces[first : first + half]
            _plant_pieces(story, made, demo, pieces, first, at, pictures)
            news.record(owner, verb, "collection", made, at, len(pieces))
        _plant_people(story, news, demo, made, begun)


def _plant(story: Story, demo: DemoCollection, begun: datetime) -> int:
    said = sum((each.kind, each.key) == ("collection", demo.key) for each in COMMENTS)
    made = story.add(
        Collection,
        begun,
        title=demo.title,
        body=demo.text,
        html=clean_markdown(demo.text),
        piece_count=len(demo.pieces),
        follower_count=len(demo.followers),
        comment_count=said,
        **{"people_set_id": None, **audience_columns(story, demo.owner, demo.audience)},
        **_credit(story, demo),
    )
    for tag in demo.tags:
        story.add(CollectionTag, begun, collection_id=made, tag=tag)
    return made


def _credit(story: Story, demo: DemoCollection) -> dict[str, int | str | None]:
    """Every row names all columns: remixes go in after what they were made from."""
    source = _BY_KEY.get(demo.remix_of)
    is_named = source is not None and source.audience == "public"
    names = {person.handle: person.name for person in PEOPLE}
    return {
        "source_id": story.id_of("collection", source.key) if source else None,
        "source_owner_id": story.id_of("profile", source.owner) if source else None,
        "source_title": source.title if source and is_named else "",
        "source_name": names[source.owner] if source and is_named else "",
    }


def _plant_pieces(
    story: Story,
    collection: int,
    demo: DemoCollection,
    pieces: tuple[DemoPiece, ...],
    first: int,
    at: datetime,
    pictures: dict[str, int],
) -> None:
    for place, piece in enumerate(pieces):
        story.add(
            Piece,
            at + timedelta(minutes=4 * place),
            collection_id=collection,
            position=first + place + 1,
            added_by_id=story.id_of("profile", piece.by or demo.owner),
            why=piece.why,
            **_product(story, piece.product, pictures),
        )


def _product(story: Story, key: str, pictures: dict[str, int]) -> dict[str, object]:
    if not key:
        return {"sort": "note"}
    product = PRODUCTS_BY_KEY[key]
    return {
        "sort": "product",
        "product_id": story.id_of("product", key),
        "offer_id": story.id_of("offer", key),
        "title": product.title,
        "amount": product.price_minor,
        "currency": product.currency,
        "picture_id": pictures.get(key),
    }


def _plant_people(
    story: Story, news: News, demo: DemoCollection, made: int, begun: datetime
) -> None:
    owner = story.id_of("profile", demo.owner)
    for handle in demo.editors:
        editor = story.id_of("profile", handle)
        at = begun + timedelta(minutes=5)
        story.add(Collaborator, at, collection_id=made, profile_id=editor, role="editor")
        news.tell(editor, "gathers", "collection", made, owner, at)
    for handle in demo.followers:
        follower, at = story.id_of("profile", handle), story.between(begun, story.now)
        story.add(CollectionFollow, at, collection_id=made, profile_id=follower)
    if source := _BY_KEY.get(demo.remix_of):
        of = story.id_of("collection", source.key)
        news.tell(story.id_of("profile", source.owner), "remixed", "collection", of, owner, begun)
