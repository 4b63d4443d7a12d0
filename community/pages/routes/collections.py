"""A collection's page: looked at as tiles, arranged as rows, talked about beneath."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.collections.access import find_collection, may_edit, removed_piece_or_none
from community.collections.credits import credit_of
from community.collections.forms import NewPieceForm
from community.collections.models import Collection, Piece
from community.collections.queries import does_follow, pieces_of, remixes_of, totals_of
from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.core.ids import decode
from community.forums.queries import topics_about
from community.friends.models import ShareLink
from community.friends.seen_as import can_be_seen_as
from community.friends.viewer import Viewer, current_viewer
from community.pages.routes.lists import earns_from
from community.reactions.queries import comments_under
from community.wishlists.queries import own_wishes_of

bp = Blueprint("collection_pages", __name__)

MOST_PIECES = 500
MOST_REMIXES = 6


@bp.get("/collections/<thing:collection>")
@public
@for_strangers("view", "after", kind="collection", thing="collection")
@can_be_seen_as
def show(collection: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_collection(viewer, collection)
    return page(
        "collections/show.html",
        **_rows(viewer, found),
        follows=does_follow(viewer, found),
        credit=credit_of(viewer, found),
        remixes=remixes_of(viewer, found.id, MOST_REMIXES),
        comments=comments_under(viewer, "collection", found.id, request.args.get("after")),
        topics=topics_about(viewer, "collection", found.id),
        link=ShareLink.of(found.kind, found.id) if viewer.owns(found) else None,
        removed=_removed(viewer, found),
        piece_form=NewPieceForm(formdata=None),
    )


@bp.get("/collections/<thing:collection>/rows")
@public
@can_be_seen_as
def rows(collection: int) -> ResponseReturnValue:
    """The pieces alone, for pages that are open while somebody changes something."""
    viewer = current_viewer()
    return page("collections/_pieces.html", **_rows(viewer, find_collection(viewer, collection)))


def _rows(viewer: Viewer, collection: Collection) -> dict[str, Any]:
    pieces = pieces_of(collection.id, MOST_PIECES)
    products = [piece.product_id for piece in pieces if piece.product_id]
    return {
        "collection": collection,
        "pieces": pieces,
        "totals": totals_of(collection.id),
        "may_edit": may_edit(viewer, collection),
        "is_mine": viewer.owns(collection),
        "view": "list" if request.args.get("view") == "list" else "grid",
        "earning": any(piece.offer and earns_from(piece.offer) for piece in pieces),
        "saved": own_wishes_of(viewer, products),
    }


def _removed(viewer: Viewer, collection: Collection) -> Piece | None:
    """What was just taken out, where the page has no script to say so in its place."""
    try:
        piece_id = decode(request.args.get("removed", ""))
    except ValueError:
        return None
    return removed_piece_or_none(viewer, collection, piece_id)
