"""What the rest of the house hears of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Select
from sqlalchemy.orm import selectinload

from community.catalog import merging
from community.catalog.access import is_listed, may_see, merged_into
from community.catalog.events import ClipAsked, ClipRead, MergeDue, ProductListed
from community.catalog.jobs import read_page
from community.catalog.merging import moves_with_product
from community.catalog.models import (
    Click,
    Clip,
    Code,
    Likeness,
    Look,
    LookPicture,
    Merge,
    Moved,
    Offer,
    Product,
    Selector,
    SelectorVoice,
    Shop,
)
from community.core import cache, live
from community.core.events import subscribe
from community.core.ids import encode
from community.core.kinds import Kind, Searched, Words, register_kind
from community.core.lanes import VISITS
from community.extensions import db
from community.friends.viewer import Viewer


def register() -> None:
    cache.unseen(Click, Clip, Code, Likeness, Merge, Moved)
    cache.unseen(Look, LookPicture, Selector, SelectorVoice)
    read = "amount", "availability", "currency", "delivery", "has_pickup", "in_shops"
    cache.may_lag(Offer, *read, "checked_at", "clicks")
    cache.may_lag(Product)
    cache.may_lag(Shop)
    subscribe(ClipAsked, read_page, name="read", durable=True, in_transaction=False, lane=VISITS)
    subscribe(ClipRead, _tell_reader, name="live")
    subscribe(MergeDue, merging.go_on, name="merge", durable=True)
    subscribe(ProductListed, merging.look_for_alike, name="alike", durable=True)
    moves_with_product(Offer.product_id)
    moves_with_product(Code.product_id)
    live.watchable("clip", _rooms, _state)
    register_kind(
        Kind(
            name=Product.kind,
            model=Product,
            noun=lambda: _("product"),
            visible=may_see,
            listed=is_listed,
            address=lambda product: url_for("product_pages.show", product=product),
            title=lambda product: product.title,
            preload=_with_offers,
            instead=merged_into,
            search=Searched(
                lambda: _("Finds"),
                "tag",
                _words,
                {ProductListed: lambda said: said.product_id},
                load=_with_offers,
            ),
        )
    )


def _with_offers(query: Select[Any]) -> Select[Any]:
    return query.options(selectinload(Product.offers))


def _words(product: Product) -> Words:
    shops = (f"{offer.shop.name} {offer.shop.domain}" for offer in product.offers)
    about = (product.brand, product.category, *shops, product.description)
    return Words(product.title, " ".join(about))


def _tell_reader(fact: ClipRead) -> None:
    clip = db.session.get(Clip, fact.clip_id)
    if clip is None:
        return
    message = {"room": "clip", "id": encode(fact.clip_id), "version": clip.version}
    live.tell("state", message, f"clip:{fact.clip_id}")


def _rooms(viewer: Viewer, clip_id: int) -> Iterable[str]:
    clip = _own_clip(viewer, clip_id)
    return [f"clip:{clip_id}"] if clip else []


def _state(viewer: Viewer, clip_id: int) -> dict[str, Any]:
    clip = _own_clip(viewer, clip_id)
    return {"id": encode(clip_id), "version": clip.version if clip else 1}


def _own_clip(viewer: Viewer, clip_id: int) -> Clip | None:
    query = db.select(Clip).where(Clip.id == clip_id, Clip.profile_id == viewer.profile_id)
    return db.session.scalar(query) if viewer.profile_id else None
