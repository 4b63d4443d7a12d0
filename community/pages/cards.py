"""Cards and rows of things, drawn once for all who see the same of them (see `core.fragments`)."""

from __future__ import annotations

from collections.abc import Hashable

from flask import Blueprint, render_template, request
from markupsafe import Markup

from community.catalog.models import Offer, Product
from community.collections.models import Collection, Piece
from community.core.fragments import fragment, values_of
from community.core.images.models import Picture, Shown
from community.friends.viewer import current_viewer
from community.pages.news import News
from community.reactions.cards import hearts
from community.wishlists.models import Wish, Wishlist

bp = Blueprint("cards", __name__)

Key = tuple[Hashable, ...]


@bp.app_template_global()
def list_card(
    wishlist: Wishlist, cover: list[Shown], plain: bool = False, level: str = "h3"
) -> Markup:
    """A list as its quilt; `plain` leaves its owner out."""
    about: Key = (current_viewer().owns(wishlist),) if plain else (wishlist.owner.face,)
    key = ("list", *values_of(wishlist), *about, *cover, plain, level)
    parts = {"wishlist": wishlist, "cover": cover, "plain": plain, "level": level}
    return fragment(key, lambda: render_template("lists/_card.html", **parts))


@bp.app_template_global()
def collection_card(
    collection: Collection, cover: list[Shown], plain: bool = False, level: str = "h3"
) -> Markup:
    """A collection as its quilt; `plain` leaves its owner out."""
    about: Key = (current_viewer().owns(collection),) if plain else (collection.owner.face,)
    key = ("collection", *values_of(collection), *about, *cover, plain, level)
    parts = {"collection": collection, "cover": cover, "plain": plain, "level": level}
    return fragment(key, lambda: render_template("collections/_card.html", **parts))


@bp.app_template_global()
def piece_tile(
    piece: Piece, collection: Collection, place: int, may_edit: bool, is_saved: bool
) -> Markup:
    """A piece on the grid of its collection, at its place (from 1)."""
    return _piece("pieces/_tile.html", piece, collection, place, may_edit, is_saved)


@bp.app_template_global()
def piece_row(
    piece: Piece, collection: Collection, place: int, may_edit: bool, is_saved: bool
) -> Markup:
    return _piece("pieces/_row.html", piece, collection, place, may_edit, is_saved)


def _piece(
    template: str, piece: Piece, collection: Collection, place: int, may_edit: bool, is_saved: bool
) -> Markup:
    product, finder = piece.product, piece.added_by if collection.collaborators else None
    key = (
        template, *values_of(piece), _look(piece.picture), *_of_offer(piece.offer),
        *((product.id, product.title, product.hidden_at) if product else ()),
        *((finder.face,) if finder else ()),
        *((place, collection.piece_count) if may_edit else _of_saving(is_saved)), may_edit,
    )  # fmt: skip
    parts = {"piece": piece, "collection": collection, "place": place, "may_edit": may_edit}
    return fragment(key, lambda: render_template(template, saved=is_saved, **parts))


@bp.app_template_global()
def news_card(item: News) -> Markup:
    """What somebody did with a list or a collection."""
    done = item.activity
    key = (
        "news", *values_of(done), done.actor.face, *values_of(item.thing), *item.cover,
        hearts(done.kind, item.thing), *_of_saving(False),
    )  # fmt: skip
    return fragment(key, lambda: render_template("home/_news_card.html", item=item))


@bp.app_template_global()
def product_tile(
    product: Product, is_saved: bool, eager: bool = False, level: str = "h2"
) -> Markup:
    """A product on a grid, with the save mark for members."""
    key = (
        "tile", product.id, product.title, _look(product.picture), *_of_offer(product.offer),
        *_of_saving(is_saved), eager, level,
    )  # fmt: skip
    parts = {"product": product, "saved": is_saved, "eager": eager, "level": level}
    return fragment(key, lambda: render_template("products/_tile.html", **parts))


@bp.app_template_global()
def wish_row(wish: Wish, wishlist: Wishlist, place: int, is_mine: bool, is_saved: bool) -> Markup:
    """A wish at its place (from 1) on a list's page."""
    product = wish.product
    key = (
        "wish", *values_of(wish), _look(wish.picture), *_of_offer(wish.offer),
        *((product.id, product.title, product.hidden_at) if product else ()),
        *((place, wishlist.wish_count) if is_mine else _of_saving(is_saved)), is_mine,
    )  # fmt: skip
    parts = {"wish": wish, "wishlist": wishlist, "is_mine": is_mine, "place": place}
    draw = lambda: render_template("wishes/_row.html", saved={_saved(wish, is_saved)}, **parts)  # noqa: E731
    return fragment(key, draw)


def _saved(wish: Wish, is_saved: bool) -> int | None:
    return wish.product_id if is_saved else None


def _look(picture: Picture | None) -> Shown | None:
    return picture.shown if picture else None


def _of_offer(offer: Offer | None) -> Key:
    if offer is None:
        return ()
    return offer.id, offer.amount, offer.currency, offer.shop.name, offer.shop.domain


def _of_saving(is_saved: bool) -> Key:
    """The mark comes back to the page it stands on."""
    return (is_saved, request.full_path) if current_viewer().is_member else ()
