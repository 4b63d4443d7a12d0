"""One click puts a product on the list that was used last; another takes it off again."""

from __future__ import annotations

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.catalog.access import find_product
from community.catalog.models import Product
from community.core.answers import answer
from community.core.db import writing
from community.core.ids import decode
from community.core.kinds import kind_of
from community.core.limits import limit
from community.core.text import safe_next
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer
from community.wishlists.access import find_own_list
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import last_list_of, lists_and_saves, lists_holding, wish_for

bp = Blueprint("saves", __name__)

# Who asked is answered with itself.
PARTIALS = {
    "page": "products/_save.html",
    "mark": "products/_save_mark.html",
    "row": "products/_save_row.html",
}


@bp.post("/products/<thing:product>/save")
def create(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_product(viewer, product)
        wishlist = _list_asked_for(viewer) or _last_list(me(viewer))
        _put(found, wishlist)
    flash(_("Saved to %(list)s.", list=wishlist.title))
    return _answer(viewer, found)


@bp.post("/products/<thing:product>/unsave")
def destroy(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_product(viewer, product)
        holding = lists_holding(me(viewer).id, found.id)
        wishlist = _list_asked_for(viewer) or (holding[0] if holding else None)
        wish = wish_for(wishlist.id, found.id) if wishlist else None
        if wish:
            wish.remove()
    if wishlist and wish:
        flash(_("Taken off %(list)s.", list=wishlist.title))
    return _answer(viewer, found)


def _answer(viewer: Viewer, product: Product) -> ResponseReturnValue:
    own_lists, holding = lists_and_saves(me(viewer).id, product.id)
    return answer(
        PARTIALS.get(request.form.get("shape", ""), PARTIALS["page"]),
        to=safe_next(request.form.get("next")) or kind_of(product).address(product),
        product=product,
        saved=bool(holding),
        holding=holding,
        own_lists=own_lists,
        oob=True,
    )


def _list_asked_for(viewer: Viewer) -> Wishlist | None:
    key = request.form.get("list", "")
    try:
        return find_own_list(viewer, decode(key)) if key else None
    except ValueError:
        return None


def _last_list(owner: Profile) -> Wishlist:
    return last_list_of(owner.id) or Wishlist.begin(owner, _("Things I want"))


def _put(product: Product, wishlist: Wishlist) -> None:
    """Once, however often it is pressed; what was taken off comes back with its note."""
    wishlist.lock()
    wish = wish_for(wishlist.id, product.id)
    if wish is None:
        _wish_for(product).add_to(wishlist)
    else:
        wish.restore()


def _wish_for(product: Product) -> Wish:
    offer = product.offer
    wish = Wish(title=product.title, product=product, offer=offer, picture=product.picture)
    wish.price = offer.price if offer else None
    return wish
