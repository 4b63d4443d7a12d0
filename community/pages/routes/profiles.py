"""A member's page: who they are, their lists and polls as far as the viewer may meet them."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.accounts.models import Profile
from community.activity.models import Activity
from community.activity.queries import done_by
from community.collections.models import Collection
from community.collections.queries import collections_for
from community.collections.queries import covers as collection_covers
from community.core.access import public
from community.core.answers import is_htmx, page
from community.core.cache import for_strangers
from community.core.pagination import Page, by_id
from community.friends.access import find_person_by_handle
from community.friends.queries import relation
from community.friends.seen_as import can_be_seen_as
from community.friends.viewer import Viewer, current_viewer
from community.insights.matching import match_between
from community.pages.news import with_things
from community.polls.models import Poll
from community.polls.queries import asked_by, for_cards
from community.purchases.models import Mark, Purchase, State
from community.purchases.queries import marks_of, purchases_of
from community.reviews.models import Review
from community.reviews.queries import reviews_by
from community.wishlists.models import Wishlist
from community.wishlists.queries import covers, lists_for, own_wishes_of

bp = Blueprint("profiles", __name__)

TABS = ("lists", "collections", "polls", "has", "bought", "reviews", "activity")


@bp.get("/@<string(maxlength=30):handle>")
@public
@for_strangers("tab", "after")
@can_be_seen_as
def show(handle: str) -> ResponseReturnValue:
    viewer = current_viewer()
    person = find_person_by_handle(viewer, handle)
    tab = request.args.get("tab", "lists")
    tab = tab if tab in TABS else "lists"
    rows, beside = _rows(viewer, person, tab)
    if is_htmx() and request.args.get("after"):
        return page("profiles/_rows.html", person=person, tab=tab, page=rows, **beside)
    return page(
        "profiles/show.html",
        person=person,
        tab=tab,
        page=rows,
        relation=relation(viewer, person),
        match=match_between(viewer, person),
        **beside,
    )


def _rows(viewer: Viewer, person: Profile, tab: str) -> tuple[Page[Any], dict[str, Any]]:
    after = request.args.get("after")
    if tab == "polls":
        return by_id(for_cards(asked_by(person.id, viewer)), Poll.id, after, size=10), {}
    if tab == "activity":
        rows = by_id(done_by(viewer, person.id), Activity.id, after)
        return rows, {"news": with_things(viewer, rows.items)}
    if tab == "has":
        rows = by_id(marks_of(viewer, person.id, State.HAVE), Mark.id, after)
        return rows, {"saved": own_wishes_of(viewer, [mark.product_id for mark in rows.items])}
    if tab == "reviews":
        return by_id(reviews_by(viewer, person.id), Review.id, after, size=10), {}
    if tab == "bought":
        return by_id(purchases_of(viewer, person.id), Purchase.id, after, size=10), {}
    if tab == "collections":
        own = collections_for(viewer).where(Collection.owner_id == person.id)
        rows = by_id(own, Collection.id, after)
        return rows, {"covers": collection_covers(rows.items) if rows.items else {}}
    lists = lists_for(viewer).where(Wishlist.owner_id == person.id)
    rows = by_id(lists, Wishlist.id, after)
    return rows, {"covers": covers(rows.items) if rows.items else {}}
