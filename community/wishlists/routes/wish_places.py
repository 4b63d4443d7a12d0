"""Where a wish stands: on its list, or on another one."""

from __future__ import annotations

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.ordering import arrange, place_at, step
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import decode_all, decode_or_none, encode
from community.core.limits import limit
from community.core.ordering import STEPS
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.wishlists.access import find_own_list, find_own_wish
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import owned_by

bp = Blueprint("wish_places", __name__)


@bp.post("/lists/<thing:wishlist>/order")
def update(wishlist: int) -> ResponseReturnValue:
    """`order`, once for each row; what is no wish of this list is passed over."""
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_own_list(current_viewer(), wishlist)
        arrange(found, Wish, decode_all(request.form.getlist("order")))
    if is_htmx():
        return "", 204
    return see_other(url_for("list_pages.show", wishlist=found))


@bp.post("/wishes/<thing:wish>/place")
@once
def move(wish: int) -> ResponseReturnValue:
    """`to`: up, down, top or bottom; or `place`, counted from 1."""
    limit("write", current_viewer().profile_id)
    place, to = request.form.get("place", type=int), request.form.get("to", "")
    if place is None and to not in STEPS:
        abort(400)
    with writing_once():
        found = find_own_wish(current_viewer(), wish)
        step(found, to) if place is None else place_at(found, place - 1)
        address = url_for("list_pages.show", wishlist=found.wishlist)
        after = keep_answer(f"{address}#wish-{encode(found.id)}")
    return see_other(after)


@bp.get("/wishes/<thing:wish>/list")
def edit(wish: int) -> ResponseReturnValue:
    found = find_own_wish(current_viewer(), wish)
    template = "wishes/_to_list.html" if is_htmx() else "wishes/to_list.html"
    return page(template, wish=found, lists=_others(found))


@bp.post("/wishes/<thing:wish>/list")
@once
def transfer(wish: int) -> ResponseReturnValue:
    """Move to `list`; with `copy` it stays here as well."""
    found = find_own_wish(current_viewer(), wish)
    list_id = decode_or_none(request.form.get("list"))
    if list_id is None:
        problem = _("Choose a list first.")
        context = {"wish": found, "lists": _others(found), "problem": problem}
        return invalid("wishes/to_list.html", partial="wishes/_to_list.html", **context)
    limit("write", current_viewer().profile_id)
    with writing_once():
        found = find_own_wish(current_viewer(), wish)
        chosen = find_own_list(current_viewer(), list_id)
        left = found.wishlist
        found.copy_to(chosen) if "copy" in request.form else found.move_to(chosen)
        to = keep_answer(url_for("list_pages.show", wishlist=left))
    flash(_("“%(wish)s” is on “%(list)s” now.", wish=found.title, list=chosen.title))
    return see_other(to)


def _others(wish: Wish) -> list[Wishlist]:
    lists = owned_by(me(current_viewer()).id)
    return [each for each in lists if each.id != wish.list_id]
