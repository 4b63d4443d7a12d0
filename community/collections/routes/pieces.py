"""One piece: a note or a picture put in, changed, taken out with a way back."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from community.collections.access import find_edited, find_piece
from community.collections.forms import NewPieceForm, PieceForm
from community.collections.models import Piece, Sort
from community.core.answers import answer, invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.images.uploads import keep_upload
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("pieces", __name__)


@bp.get("/collections/<thing:collection>/pieces")
def new(collection: int) -> ResponseReturnValue:
    found = find_edited(current_viewer(), collection)
    return page("pieces/new.html", collection=found, piece_form=NewPieceForm())


@bp.post("/collections/<thing:collection>/pieces")
@once
def create(collection: int) -> ResponseReturnValue:
    found = find_edited(current_viewer(), collection)
    form = NewPieceForm()
    photo = keep_upload(form.photo, current_viewer().profile_id) if form.validate() else None
    if form.errors:
        return invalid("pieces/new.html", collection=found, piece_form=form)
    limit("write", current_viewer().profile_id)
    with writing_once():
        found = find_edited(current_viewer(), collection)
        piece = Piece(sort=(Sort.PICTURE if photo else Sort.NOTE).value, why=form.why.data)
        piece.picture = Picture.of(photo) if photo else None
        piece.add_to(found, me(current_viewer()))
        to = keep_answer(place_of(piece))
    return see_other(to)


@bp.get("/pieces/<thing:piece>/edit")
def edit(piece: int) -> ResponseReturnValue:
    found = find_piece(current_viewer(), piece)
    return page("pieces/edit.html", piece=found, form=PieceForm(piece=found))


@bp.post("/pieces/<thing:piece>/edit")
def update(piece: int) -> ResponseReturnValue:
    found = find_piece(current_viewer(), piece)
    form = PieceForm(piece=found)
    if not form.validate():
        return invalid("pieces/edit.html", piece=found, form=form)
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_piece(current_viewer(), piece)
        form.fill(found)
        found.collection.announce_change()
    return see_other(place_of(found))


@bp.post("/pieces/<thing:piece>/remove")
def destroy(piece: int) -> ResponseReturnValue:
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_piece(current_viewer(), piece)
        found.remove()
    to = url_for("collection_pages.show", collection=found.collection, removed=encode(found.id))
    return answer("pieces/_removed.html", to=to, piece=found, tag="li")


@bp.post("/pieces/<thing:piece>/restore")
def restore(piece: int) -> ResponseReturnValue:
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_piece(current_viewer(), piece)
        found.restore()
    return see_other(place_of(found))


def place_of(piece: Piece) -> str:
    address = url_for("collection_pages.show", collection=piece.collection)
    return f"{address}#piece-{encode(piece.id)}"
