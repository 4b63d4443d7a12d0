"""What the rest of the house hears of lists."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import joinedload, selectinload

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import Kind, Searched, Words, register_kind
from community.core.live import watchable
from community.friends.audience import listed_for, visible_to
from community.friends.events import AudienceChanged
from community.purchases.awaiting import ask_for_awaiting
from community.purchases.events import Bought
from community.wishlists import live
from community.wishlists.awaiting import end_wishes, who_awaits
from community.wishlists.events import ListChanged
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import shows
from community.wishlists.showing import may_be, show_after_change


def register() -> None:
    moves_with_product(Wish.product_id)
    register_kind(
        Kind(
            name=Wishlist.kind,
            model=Wishlist,
            noun=lambda: _("list"),
            visible=lambda viewer: visible_to(Wishlist, viewer),
            listed=lambda viewer: listed_for(Wishlist, viewer),
            address=lambda wishlist: url_for("list_pages.show", wishlist=wishlist),
            title=lambda wishlist: wishlist.title,
            card="lists/_card.html",
            preload=lambda query: query.options(joinedload(Wishlist.owner)),
            shows=shows,
            search=Searched(
                lambda: _("Lists"),
                "gift",
                _words,
                {ListChanged: lambda said: said.list_id},
                load=lambda query: query.options(selectinload(Wishlist.wishes)),
                among=_is_in_use,
            ),
            may_be=may_be,
        )
    )
    watchable("list", live.join, None)
    cache.may_lag(Wishlist, "wish_count")
    cache.may_lag(Wish, "position")
    subscribe(ListChanged, lambda said: cache.touch("list", said.list_id), name="pages")
    subscribe(AudienceChanged, show_after_change, name="show-lists", durable=True)
    subscribe(ListChanged, live.announce, name="live")
    ask_for_awaiting(who_awaits)
    subscribe(Bought, end_wishes, name="end-wishes", durable=True)


def _words(wishlist: Wishlist) -> Words:
    wishes = (wish for wish in wishlist.wishes if wish.removed_at is None)
    return Words(wishlist.title, " ".join([wishlist.note, *(wish.title for wish in wishes)]))


def _is_in_use(viewer: Any) -> ColumnElement[bool]:
    """Empty lists are found by their owners alone, what is put away by nobody."""
    filled = Wishlist.wish_count > 0
    own = or_(filled, Wishlist.owner_id == viewer.profile_id) if viewer.is_member else filled
    return and_(Wishlist.archived_at.is_(None), own)
