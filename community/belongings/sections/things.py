"""Lists, collections, what one has, and the shops' pages one brought."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, digest, rows, title
from community.catalog.models import Clip, Offer, Product, Shop
from community.collections.audience import opens_to
from community.collections.credits import credit_of
from community.collections.models import Collaborator, Collection, CollectionFollow, Piece
from community.extensions import db
from community.friends.viewer import Viewer
from community.purchases.models import Mark
from community.recommendations.models import HiddenProduct, Reading
from community.retailers.models import ShopFollow
from community.wishlists.models import Wish, Wishlist


def lists(me: Profile) -> Iterable[Row]:
    return [columns(each) for each in rows(select(Wishlist).where(Wishlist.owner_id == me.id))]


def wishes(me: Profile) -> Iterable[Row]:
    """With the shop's address, which is what a wish is about."""
    query = select(Wish).join(Wish.wishlist).where(Wishlist.owner_id == me.id)
    query = query.options(joinedload(Wish.offer), joinedload(Wish.product))
    for wish in rows(query.order_by(Wish.list_id, Wish.position)):
        yield {**columns(wish), **_what(wish)}


def collections(me: Profile) -> Iterable[Row]:
    query = select(Collection).where(Collection.owner_id == me.id)
    query = query.options(selectinload(Collection.tags), joinedload(Collection.owner))
    sources = ("source_id", "source_owner_id", "source_title", "source_name")
    for collection in rows(query):
        credit = credit_of(Viewer(me), collection)
        yield {
            **columns(collection, *sources),
            "tags": [each.tag for each in collection.tags],
            "editors": [editor.handle for editor in collection.editors],
            "remix_of": credit.title if credit else "",
        }


def pieces(me: Profile) -> Iterable[Row]:
    """Of one's own collections, whoever put them in."""
    query = select(Piece).join(Piece.collection).where(Collection.owner_id == me.id)
    query = query.options(joinedload(Piece.offer), joinedload(Piece.product))
    for piece in rows(query.order_by(Piece.collection_id, Piece.position)):
        own = piece.added_by_id == me.id
        yield {**columns(piece, "added_by_id"), **_what(piece), "by_me": own}


def pieces_elsewhere(me: Profile) -> Iterable[Row]:
    """What one put into others' collections."""
    query = select(Piece).join(Piece.collection).where(Piece.added_by_id == me.id)
    query = query.options(joinedload(Piece.offer), joinedload(Piece.product))
    for piece in rows(query.where(Collection.owner_id != me.id)):
        named = title(me, "collection", piece.collection_id)
        yield {**columns(piece, "added_by_id"), **_what(piece), "collection": named}


def edited_collections(me: Profile) -> Iterable[Row]:
    query = select(Collection.title, Collaborator.role, Collaborator.created_at)
    query = query.join(Collaborator, Collaborator.collection_id == Collection.id)
    return _named(query.where(Collaborator.profile_id == me.id, opens_to(Viewer(me))))


def collection_follows(me: Profile) -> Iterable[Row]:
    query = select(Collection.title, CollectionFollow.created_at)
    query = query.join(CollectionFollow, CollectionFollow.collection_id == Collection.id)
    return _named(query.where(CollectionFollow.profile_id == me.id, opens_to(Viewer(me))))


def shop_follows(me: Profile) -> Iterable[Row]:
    query = select(Shop.domain, Shop.name, ShopFollow.created_at).join(
        ShopFollow, ShopFollow.shop_id == Shop.id
    )
    return _named(query.where(ShopFollow.profile_id == me.id))


def marks(me: Profile) -> Iterable[Row]:
    """What they say they have, had or want."""
    query = select(Mark).where(Mark.owner_id == me.id)
    for mark in rows(query.options(joinedload(Mark.product).selectinload(Product.offers))):
        offer = mark.product.offer
        yield {**columns(mark), "title": mark.product.title, "url": offer.url if offer else ""}


def hidden_products(me: Profile) -> Iterable[Row]:
    """What is not to be recommended to them again."""
    query = select(HiddenProduct.created_at, Product.title, func.min(Offer.url).label("url"))
    query = query.join(Product, Product.id == HiddenProduct.product_id)
    query = query.outerjoin(Offer, Offer.product_id == Product.id)
    mine = query.where(HiddenProduct.profile_id == me.id)
    for row in db.session.execute(mine.group_by(HiddenProduct.created_at, Product.title)):
        yield {"title": row.title, "url": row.url or "", "created_at": row.created_at.isoformat()}


def recommendations(me: Profile) -> Iterable[Row]:
    """Whether they want any; what was read for them is made from the rest."""
    for reading in rows(select(Reading).where(Reading.profile_id == me.id)):
        yield {"is_off": reading.is_off}


def finds(me: Profile) -> Iterable[Row]:
    query = select(Product, Offer.url).outerjoin(Offer, Offer.product_id == Product.id)
    for product, url in db.session.execute(query.where(Product.found_by_id == me.id)).unique():
        row = columns(product, "found_by_id", "merged_into_id")
        yield {**row, "url": url or "", "picture": digest(product.picture)}


def clips(me: Profile) -> Iterable[Row]:
    for clip in rows(select(Clip).where(Clip.profile_id == me.id)):
        yield {**columns(clip), "picture": digest(clip.picture)}


def _what(thing: Wish | Piece) -> Row:
    return {
        "url": thing.offer.url if thing.offer else "",
        "product": thing.product.title if thing.product else "",
        "picture": digest(thing.picture),
    }


def _named(query: Any) -> Iterable[Row]:
    for row in db.session.execute(query).mappings():
        yield {name: value for name, value in row.items() if name != "created_at"} | {
            "since": row["created_at"].isoformat()
        }
