"""A list's page: its owner arranges it, others look and choose."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import page
from community.extensions import db
from community.friends.models import ShareLink
from community.friends.viewer import current_viewer
from community.wishlists.access import find_list, may_edit
from community.wishlists.queries import wishes_of

bp = Blueprint("list_pages", __name__)

MOST_WISHES = 500


@bp.get("/lists/<thing:wishlist>")
@public
def show(wishlist: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_list(viewer, wishlist)
    is_mine = may_edit(viewer, found)
    return page(
        "lists/show.html",
        wishlist=found,
        wishes=list(db.session.scalars(wishes_of(found.id).limit(MOST_WISHES)).unique()),
        is_mine=is_mine,
        link=ShareLink.of("list", found.id) if is_mine else None,
    )
