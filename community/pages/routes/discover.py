"""Discover: what is public, by anybody; and what a search finds among it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Profile
from community.catalog.access import is_listed
from community.catalog.models import Product
from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.core.pagination import Page, below, by_id, page_of, start_of
from community.core.text import plain_line
from community.friends.audience import Audience, listed_for
from community.friends.prebuilt import Prebuilt
from community.friends.queries import named_like, people_for, relations
from community.friends.viewer import Viewer, current_viewer
from community.polls.models import Poll
from community.polls.queries import for_cards
from community.wishlists.models import Wishlist
from community.wishlists.queries import covers, own_wishes_of

bp = Blueprint("discover", __name__)

SIZE = 30


@bp.get("/discover")
@public
@for_strangers("tab", "after")
def index() -> ResponseReturnValue:
    viewer, words = current_viewer(), plain_line(request.args.get("q", "")[:120], 240)
    tab = request.args.get("tab", "finds")
    tab = tab if tab in TABS else "finds"
    rows = _rows(viewer, tab, words)
    return page(
        "discover/_rows.html" if _wants_rows() else "discover/index.html",
        tab=tab,
        q=words,
        page=rows,
        **_beside(viewer, tab, rows.items),
    )


def _wants_rows() -> bool:
    return bool(request.headers.get("HX-Request") and request.args.get("after"))


def _rows(viewer: Viewer, tab: str, words: str) -> Page[Any]:
    after = start_of(request.args.get("after"))
    if not words:
        return page_of(list(_newest(tab).scalars(viewer, **after).unique()), SIZE)
    query, column = TABS[tab]
    return by_id(query(viewer, words), column, request.args.get("after"), size=SIZE)


@cache
def _newest(tab: str) -> Prebuilt:
    query, column = TABS[tab]
    return Prebuilt(lambda viewer: below(query(viewer, ""), column, SIZE))


def _products(viewer: Viewer, words: str) -> Select[Any]:
    query = select(Product).where(is_listed()).options(selectinload(Product.offers))
    return _with_words(query, Product.title, words)


def _lists(viewer: Viewer, words: str) -> Select[Any]:
    query = select(Wishlist).where(
        listed_for(Wishlist, viewer), Wishlist.archived_at.is_(None), Wishlist.wish_count > 0
    )
    if not words:
        query = query.where(Wishlist.audience == Audience.PUBLIC.value)
    return _with_words(query.options(joinedload(Wishlist.owner)), Wishlist.title, words)


def _polls(viewer: Viewer, words: str) -> Select[Any]:
    query = select(Poll).where(listed_for(Poll, viewer))
    if not words:
        query = query.where(Poll.audience == Audience.PUBLIC.value)
    return _with_words(for_cards(query), Poll.question, words)


def _people(viewer: Viewer, words: str) -> Select[Any]:
    people = people_for(viewer)
    if viewer.is_member:
        people = people.where(Profile.id != viewer.profile_id)
    return named_like(people, words) if words else people


TABS: dict[str, tuple[Callable[[Viewer, str], Select[Any]], Any]] = {
    "finds": (_products, Product.id),
    "lists": (_lists, Wishlist.id),
    "polls": (_polls, Poll.id),
    "people": (_people, Profile.id),
}


def _with_words(query: Select[Any], column: Any, words: str) -> Select[Any]:
    """Every word, anywhere; `%` and `_` stand for themselves."""
    for word in words.split()[:6]:
        query = query.where(column.icontains(word, autoescape=True))
    return query


def _beside(viewer: Viewer, tab: str, items: list[Any]) -> dict[str, Any]:
    """What the cards of one kind need besides their rows."""
    if tab == "finds":
        return {"saved": own_wishes_of(viewer, [product.id for product in items])}
    if tab == "lists":
        return {"covers": covers(items) if items else {}}
    if tab == "people":
        return {"relations": relations(viewer, items)}
    return {}
