"""One click puts a product into the collection that was used last, with a word on why."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.catalog.access import find_product
from community.catalog.models import Product
from community.collections.access import find_edited
from community.collections.models import Collection, Piece
from community.collections.queries import piece_for, to_collect_into
from community.core.answers import answer, invalid, is_htmx, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import decode, encode
from community.core.kinds import kind_of
from community.core.limits import limit
from community.core.text import plain_line, plain_text, safe_next
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("collects", __name__)

LONGEST_WHY = 1000


@bp.get("/products/<thing:product>/collect")
def new(product: int) -> ResponseReturnValue:
    """Which collection, and why; the same in a dialog."""
    viewer = current_viewer()
    return _choice(viewer, find_product(viewer, product))


@bp.post("/products/<thing:product>/collect")
def create(product: int) -> ResponseReturnValue:
    """Into `collection`, else into the one used last; `why` stays when nothing is said."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_product(viewer, product)
        collection = _asked_for(viewer) or _last(me(viewer), found)
        piece = put(found, collection, me(viewer), _why())
    flash(_("In “%(collection)s” now.", collection=collection.title))
    return _after(viewer, found, piece)


@bp.post("/products/<thing:product>/collect/new")
@once
def begin(product: int) -> ResponseReturnValue:
    """Into a new collection, shown to friends."""
    viewer = current_viewer()
    found = find_product(viewer, product)
    title = plain_line(request.form.get("title", ""), 80)
    if not title:
        problem = _("Give the collection a name.")
        return _choice(viewer, found, problem=problem)
    limit("write", viewer.profile_id)
    with writing_once():
        found = find_product(viewer, product)
        collection = Collection.begin(me(viewer), title)
        put(found, collection, me(viewer), _why())
        to = keep_answer(url_for("collection_pages.show", collection=collection))
    flash(_("In “%(collection)s” now.", collection=title))
    return see_other(to)


@bp.post("/products/<thing:product>/uncollect")
def destroy(product: int) -> ResponseReturnValue:
    """Out of `collection`."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_product(viewer, product)
        collection = _asked_for(viewer)
        piece = piece_for(collection.id, found.id) if collection else None
        if piece:
            piece.remove()
    if collection and piece:
        flash(_("Taken out of “%(collection)s”.", collection=collection.title))
    return _after(viewer, found)


def put(product: Product, collection: Collection, by: Profile, why: str = "") -> Piece:
    """Once, however often it is pressed; what was taken out comes back with its words."""
    collection.lock()
    piece = piece_for(collection.id, product.id)
    if piece is None:
        piece = Piece.of_product(product, why)
        piece.add_to(collection, by)
    else:
        piece.restore()
        if why and why != piece.why:
            piece.why = why
            collection.announce_change()
    return piece


def _why() -> str:
    return plain_text(request.form.get("why", ""), LONGEST_WHY)


def _asked_for(viewer: Viewer) -> Collection | None:
    key = request.form.get("collection", "")
    try:
        return find_edited(viewer, decode(key)) if key else None
    except ValueError:
        return None


def _last(owner: Profile, product: Product) -> Collection:
    collections, _pieces = to_collect_into(owner.id, product.id)
    return collections[0] if collections else Collection.begin(owner, _("Things I like"))


def _after(viewer: Viewer, product: Product, piece: Piece | None = None) -> ResponseReturnValue:
    """Who asked is answered with itself."""
    to = safe_next(request.form.get("next")) or kind_of(product).address(product)
    if request.form.get("shape") == "mark":
        return answer("products/_collect_mark.html", to=to, product=product, piece=piece, oob=True)
    collections, pieces = to_collect_into(me(viewer).id, product.id)
    return answer(
        "products/_collect.html",
        to=f"{to}#collect",
        product=product,
        collections=collections,
        collected=pieces,
        oob=True,
    )


def _choice(viewer: Viewer, product: Product, problem: str = "") -> ResponseReturnValue:
    collections, pieces = to_collect_into(me(viewer).id, product.id)
    chosen = request.form.get("collection") or (encode(collections[0].id) if collections else "")
    context: dict[str, Any] = {
        "product": product, "collections": collections, "collected": pieces, "chosen": chosen,
        "why": request.form.get("why", ""), "problem": problem,
    }  # fmt: skip
    partial = "products/_collect_where.html"
    if problem:
        return invalid("products/collect.html", partial=partial, **context)
    return page(partial if is_htmx() else "products/collect.html", **context)
