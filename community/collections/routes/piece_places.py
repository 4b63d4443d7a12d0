"""Where a piece stands in its collection."""

from __future__ import annotations

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from community.catalog.ordering import arrange, place_at, step
from community.collections.access import find_edited, find_piece
from community.collections.models import Piece
from community.core.answers import is_htmx, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import decode_all, encode
from community.core.limits import limit
from community.core.ordering import STEPS
from community.friends.viewer import current_viewer

bp = Blueprint("piece_places", __name__)


@bp.post("/collections/<thing:collection>/order")
def update(collection: int) -> ResponseReturnValue:
    """`order`, once for each row; what is no piece of this collection is passed over."""
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_edited(current_viewer(), collection)
        arrange(found, Piece, decode_all(request.form.getlist("order")))
    if is_htmx():
        return "", 204
    return see_other(url_for("collection_pages.show", collection=found, view="list"))


@bp.post("/pieces/<thing:piece>/place")
@once
def move(piece: int) -> ResponseReturnValue:
    """`to`: up, down, top or bottom; or `place`, counted from 1."""
    limit("write", current_viewer().profile_id)
    place, to = request.form.get("place", type=int), request.form.get("to", "")
    if place is None and to not in STEPS:
        abort(400)
    with writing_once():
        found = find_piece(current_viewer(), piece)
        step(found, to) if place is None else place_at(found, place - 1)
        view = "list" if request.form.get("view") == "list" else None
        address = url_for("collection_pages.show", collection=found.collection, view=view)
        after = keep_answer(f"{address}#piece-{encode(found.id)}")
    return see_other(after)
