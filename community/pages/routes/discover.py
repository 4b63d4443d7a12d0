"""Discover: what is public, by anybody, newest first; what is trending; what one may like. Search
finds by words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Profile
from community.catalog.access import is_listed
from community.catalog.models import Product
from community.collections.models import Collection
from community.collections.queries import collections_for, has_tag
from community.collections.queries import covers as collection_covers
from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.core.pagination import Page, below, by_id, page_of, start_of
from community.core.text import plain_line
from community.friends.audience import Audience, listed_for
from community.friends.prebuilt import Prebuilt
from community.friends.queries import people_for, relations
from community.friends.viewer import Viewer, current_viewer
from community.pages import picks
from community.polls.models import Poll
from community.polls.queries import for_cards
from community.wishlists.models import Wishlist
from community.wishlists.queries import covers, own_wishes_of

bp = Blueprint("discover", __name__)

SIZE = 30


@bp.get("/discover")
@public
@for_strangers("tab", "tag", "after")
def index() -> ResponseReturnValue:
    viewer = current_viewer()
    tab = request.args.get("tab", "finds")
    if tab in picks.TABS:
        return page("discover/picks.html", tab=tab, **picks.on(viewer, tab))
    tab = tab if tab in TABS else "finds"
    rows = _rows(viewer, tab)
    return page(
        "discover/_rows.html" if _wants_rows() else "discover/index.html",
        tab=tab,
        page=rows,
        **_beside(viewer, tab, rows.items),
    )


def _wants_rows() -> bool:
    return bool(request.headers.get("HX-Request") and request.args.get("after"))


def _rows(viewer: Viewer, tab: str) -> Page[Any]:
    tag = plain_line(request.args.get("tag", "")[:60], 60).lower()
    if tab == "collections" and tag:
        tagged = collections_for(viewer).where(has_tag(tag))
        return by_id(tagged, Collection.id, request.args.get("after"), size=SIZE)
    after = start_of(request.args.get("after"))
    return page_of(list(_newest(tab).scalars(viewer, **after).unique()), SIZE)


@cache
def _newest(tab: str) -> Prebuilt:
    query, column = TABS[tab]
    return Prebuilt(lambda viewer: below(query(viewer), column, SIZE))


def _products(viewer: Viewer) -> Select[Any]:
    return select(Product).where(is_listed()).options(selectinload(Product.offers))


def _lists(viewer: Viewer) -> Select[Any]:
    shown = Wishlist.archived_at.is_(None), Wishlist.wish_count > 0, _is_public(Wishlist)
    query = select(Wishlist).where(listed_for(Wishlist, viewer), *shown)
    return query.options(joinedload(Wishlist.owner))


def _collections(viewer: Viewer) -> Select[Any]:
    return collections_for(viewer).where(Collection.piece_count > 0, _is_public(Collection))


def _polls(viewer: Viewer) -> Select[Any]:
    return for_cards(select(Poll).where(listed_for(Poll, viewer), _is_public(Poll)))


def _is_public(model: Any) -> ColumnElement[bool]:
    public: ColumnElement[bool] = model.audience == Audience.PUBLIC.value
    return public


def _people(viewer: Viewer) -> Select[Any]:
    people = people_for(viewer)
    return people.where(Profile.id != viewer.profile_id) if viewer.is_member else people


TABS: dict[str, tuple[Callable[[Viewer], Select[Any]], Any]] = {
    "finds": (_products, Product.id),
    "lists": (_lists, Wishlist.id),
    "collections": (_collections, Collection.id),
    "polls": (_polls, Poll.id),
    "people": (_people, Profile.id),
}


def _beside(viewer: Viewer, tab: str, items: list[Any]) -> dict[str, Any]:
    """What the cards of one kind need besides their rows."""
    if tab == "finds":
        return {"saved": own_wishes_of(viewer, [product.id for product in items])}
    if tab == "lists":
        return {"covers": covers(items) if items else {}}
    if tab == "collections":
        return {"covers": collection_covers(items) if items else {}}
    if tab == "people":
        return {"relations": relations(viewer, items)}
    return {}
