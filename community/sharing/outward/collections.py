"""A public collection as the world sees it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from community.collections.models import Collection, Piece
from community.collections.queries import covers
from community.core.ids import encode
from community.core.mail import on_site
from community.extensions import db
from community.sharing.outward.common import is_shown_to_all, owner_of, section, trail
from community.sharing.outward.entry import Data, Entry, Look, Outward

MOST = 30


def _text(collection: Collection) -> str:
    told = _(
        "%(title)s, a collection by %(name)s", title=collection.title, name=collection.owner.name
    )
    return " ".join(collection.body.split()) or told


def _look(collection: Collection) -> Look:
    count = ngettext("%(num)s piece", "%(num)s pieces", collection.piece_count)
    line = _("A collection by %(name)s · %(count)s", name=collection.owner.name, count=count)
    return Look(collection.title, line, tuple(covers([collection])[collection.id]))


def _data(collection: Collection) -> list[Data]:
    address = COLLECTIONS.address(collection)
    things = [
        {"@type": "ListItem", "position": place, "name": piece.name, "url": _place(piece, address)}
        for place, piece in enumerate(
            db.session.scalars(_standing(collection).order_by(Piece.position, Piece.id)), 1
        )
    ]
    said = {
        "@type": "ItemList",
        "name": collection.title,
        "url": address,
        "numberOfItems": collection.piece_count,
        "itemListElement": things,
    }
    return [said, trail(*section("collections"), collection.title, address)]


def _standing(collection: Collection) -> Select[Piece]:
    of_it = Piece.collection_id == collection.id
    standing = select(Piece).where(of_it, Piece.removed_at.is_(None))
    return standing.options(joinedload(Piece.product)).limit(MOST)


def _place(piece: Piece, collection_address: str) -> str:
    """Its product's page, where everybody may open that."""
    product = piece.product
    if product is None or product.listed_at is None or product.hidden_at is not None:
        return f"{collection_address}#piece-{encode(piece.id)}"
    return on_site(url_for("product_pages.show", product=product))


def _entries(collection: Collection) -> list[Entry]:
    address = COLLECTIONS.address(collection)
    return [
        Entry(
            f"piece/{encode(piece.id)}",
            piece.name,
            _place(piece, address),
            piece.created_at,
            piece.why,
        )
        for piece in db.session.scalars(_standing(collection).order_by(Piece.id.desc()))
    ]


def _changed(model: Any) -> ColumnElement[Any]:
    """When the newest piece came, else when the collection was begun."""
    newest = select(func.max(Piece.created_at)).where(Piece.collection_id == model.id)
    return func.coalesce(newest.scalar_subquery(), model.created_at)


COLLECTIONS = Outward(
    name="collection",
    endpoint="collection_pages.show",
    argument="collection",
    is_open=is_shown_to_all,
    text=_text,
    look=_look,
    data=_data,
    author=owner_of,
    entries=_entries,
    changed=_changed,
    is_mapped=lambda model: model.archived_at.is_(None),
)
