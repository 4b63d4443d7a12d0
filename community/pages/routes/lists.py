"""A list's page: its owner arranges it, others look and choose."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.catalog.models import Offer
from community.catalog.routes.out import affiliate_tag
from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.core.ids import decode
from community.forums.queries import topics_about
from community.friends.models import ShareLink
from community.friends.seen_as import can_be_seen_as
from community.friends.viewer import Viewer, current_viewer
from community.wishlists.access import find_list, may_edit, removed_wish_or_none
from community.wishlists.forms import WishLineForm
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import own_wishes_of, totals_of, wishes_of

bp = Blueprint("list_pages", __name__)

MOST_WISHES = 500


@bp.get("/lists/<thing:wishlist>")
@public
@for_strangers(kind="list", thing="wishlist")
@can_be_seen_as
def show(wishlist: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_list(viewer, wishlist)
    return page(
        "lists/show.html",
        **_rows(viewer, found),
        **_for_owner(viewer, found),
        topics=topics_about(viewer, "list", found.id),
    )


@bp.get("/lists/<thing:wishlist>/rows")
@public
@can_be_seen_as
def rows(wishlist: int) -> ResponseReturnValue:
    """The rows alone, for pages that are open while the owner changes something."""
    viewer = current_viewer()
    return page("lists/_wishes.html", **_rows(viewer, find_list(viewer, wishlist)))


@bp.app_template_global("earns_from")
def earns_from(offer: Offer) -> bool:
    """Whoever runs the site has a share in what is bought there."""
    return bool(affiliate_tag(offer.shop.domain))


def _rows(viewer: Viewer, wishlist: Wishlist) -> dict[str, Any]:
    wishes = wishes_of(wishlist.id, MOST_WISHES)
    is_mine = may_edit(viewer, wishlist)
    products = [wish.product_id for wish in wishes if wish.product_id]
    return {
        "wishlist": wishlist,
        "wishes": wishes,
        "totals": totals_of(wishlist.id),
        "is_mine": is_mine,
        "earning": any(wish.offer and earns_from(wish.offer) for wish in wishes),
        "saved": set() if is_mine else own_wishes_of(viewer, products),
    }


def _for_owner(viewer: Viewer, wishlist: Wishlist) -> dict[str, Any]:
    if not may_edit(viewer, wishlist):
        return {"link": None, "removed": None}
    return {
        "link": ShareLink.of(wishlist.kind, wishlist.id),
        "removed": _removed(viewer, wishlist),
        "line_form": WishLineForm(formdata=None),
    }


def _removed(viewer: Viewer, wishlist: Wishlist) -> Wish | None:
    """The wish that was just taken off, where the page has no script to say so in its row."""
    try:
        return removed_wish_or_none(viewer, wishlist, decode(request.args.get("removed", "")))
    except ValueError:
        return None
