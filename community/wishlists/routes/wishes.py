"""One wish: written in a line, changed, taken off with a way back."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from community.core.answers import answer, invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.images.uploads import keep_upload
from community.core.limits import limit
from community.core.locales import choose_currency
from community.friends.viewer import current_viewer
from community.wishlists.access import find_own_list, find_own_wish
from community.wishlists.forms import WishForm, WishLineForm
from community.wishlists.models import Wish
from community.wishlists.queries import totals_of

bp = Blueprint("wishes", __name__)


@bp.post("/lists/<thing:wishlist>/wishes")
@once
def create(wishlist: int) -> ResponseReturnValue:
    found = find_own_list(current_viewer(), wishlist)
    form = WishLineForm()
    if not form.validate():
        return invalid("wishes/line.html", wishlist=found, line_form=form)
    limit("write", current_viewer().profile_id)
    with writing_once():
        found = find_own_list(current_viewer(), wishlist)
        wish = Wish(title=form.title.data)
        wish.add_to(found)
        to = keep_answer(_place_of(wish))
    return see_other(to)


@bp.get("/wishes/<thing:wish>/edit")
def edit(wish: int) -> ResponseReturnValue:
    found = find_own_wish(current_viewer(), wish)
    return page("wishes/edit.html", wish=found, form=_form(found))


@bp.post("/wishes/<thing:wish>/edit")
def update(wish: int) -> ResponseReturnValue:
    found = find_own_wish(current_viewer(), wish)
    form = _form(found)
    photo = keep_upload(form.photo, current_viewer().profile_id) if form.validate() else None
    if form.errors:
        return invalid("wishes/edit.html", wish=found, form=form)
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_own_wish(current_viewer(), wish)
        form.fill(found)
        _set_picture(found, form, photo)
        found.wishlist.announce_change()
    return see_other(_place_of(found))


@bp.post("/wishes/<thing:wish>/remove")
def destroy(wish: int) -> ResponseReturnValue:
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_own_wish(current_viewer(), wish)
        found.remove()
    return _after(found, "wishes/_removed.html", removed=encode(found.id))


@bp.post("/wishes/<thing:wish>/restore")
def restore(wish: int) -> ResponseReturnValue:
    limit("write", current_viewer().profile_id)
    with writing():
        found = find_own_wish(current_viewer(), wish)
        found.restore()
    return _after(found, "wishes/_restored.html")


def _after(wish: Wish, partial: str, removed: str | None = None) -> ResponseReturnValue:
    wishlist = wish.wishlist
    to = url_for("list_pages.show", wishlist=wishlist, removed=removed)
    to += "" if removed else f"#wish-{encode(wish.id)}"
    return answer(
        partial, to=to, wish=wish, wishlist=wishlist, totals=totals_of(wishlist.id), is_mine=True
    )


def _place_of(wish: Wish) -> str:
    return url_for("list_pages.show", wishlist=wish.wishlist) + f"#wish-{encode(wish.id)}"


def _form(wish: Wish) -> WishForm:
    return WishForm(wish=wish, currency=choose_currency())


def _set_picture(wish: Wish, form: WishForm, photo: Prepared | None) -> None:
    if photo:
        wish.picture = Picture.of(photo)
    elif form.without_picture.data:
        wish.picture = None
