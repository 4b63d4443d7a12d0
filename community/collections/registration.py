"""What the rest of the house hears of collections."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from community.catalog.merging import moves_with_product
from community.collections import live
from community.collections.audience import met_by, opens_to
from community.collections.events import CollectionChanged
from community.collections.models import Collection, CollectionFollow, Piece
from community.collections.partings import part
from community.collections.queries import shows
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import Kind, Searched, Words, register_kind
from community.core.live import watchable
from community.friends.events import Blocked


def register() -> None:
    moves_with_product(Piece.product_id, one_per=(Piece.collection_id,))
    register_kind(
        Kind(
            name=Collection.kind,
            model=Collection,
            noun=lambda: _("collection"),
            visible=opens_to,
            listed=met_by,
            address=lambda collection: url_for("collection_pages.show", collection=collection),
            title=lambda collection: collection.title,
            card="collections/_card.html",
            preload=lambda query: query.options(joinedload(Collection.owner)),
            shows=shows,
            search=Searched(
                lambda: _("Collections"),
                "layout-grid",
                lambda collection: Words(collection.title, collection.body),
                {CollectionChanged: lambda said: said.collection_id},
                among=lambda viewer: Collection.archived_at.is_(None),
            ),
        )
    )
    watchable("collection", live.join, None)
    cache.unseen(CollectionFollow)
    cache.may_lag(Collection, "piece_count", "follower_count", "comment_count")
    cache.may_lag(Piece, "position")
    subscribe(CollectionChanged, lambda said: cache.touch("collection", said.collection_id),
              name="pages")  # fmt: skip
    subscribe(CollectionChanged, live.announce, name="live")
    subscribe(Blocked, part, name="collections", durable=True)
