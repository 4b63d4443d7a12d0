"""Lists and wishes, found through the viewer."""

from __future__ import annotations

from flask import abort
from sqlalchemy import Select, bindparam
from sqlalchemy.orm import contains_eager, joinedload

from community.extensions import db
from community.friends.audience import visible_to
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.wishlists.models import Wish, Wishlist


def find_list(viewer: Viewer, list_id: int) -> Wishlist:
    return _visible.scalars(viewer, list=list_id).one_or_none() or abort(404)


@prebuilt
def _visible(viewer: Viewer) -> Select[Wishlist]:
    asked = Wishlist.id == bindparam("list")
    query = db.select(Wishlist).where(asked, visible_to(Wishlist, viewer))
    return query.options(joinedload(Wishlist.owner))


def find_own_list(viewer: Viewer, list_id: int) -> Wishlist:
    query = db.select(Wishlist).where(
        Wishlist.id == list_id, Wishlist.owner_id == viewer.profile_id
    )
    return db.session.scalar(query) or abort(404)


def find_own_wish(viewer: Viewer, wish_id: int) -> Wish:
    query = (
        db.select(Wish)
        .join(Wish.wishlist)
        .where(Wish.id == wish_id, Wishlist.owner_id == viewer.profile_id)
        .options(contains_eager(Wish.wishlist))
    )
    return db.session.scalar(query) or abort(404)


def may_edit(viewer: Viewer, wishlist: Wishlist) -> bool:
    return viewer.owns(wishlist)


def removed_wish_or_none(viewer: Viewer, wishlist: Wishlist, wish_id: int) -> Wish | None:
    query = db.select(Wish).where(
        Wish.id == wish_id, Wish.list_id == wishlist.id, Wish.removed_at.is_not(None)
    )
    return db.session.scalar(query) if viewer.owns(wishlist) else None
