"""A public list as the world sees it."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from community.core.ids import encode
from community.core.mail import on_site
from community.extensions import db
from community.sharing.outward.common import is_shown_to_all, owner_of, section, trail
from community.sharing.outward.entry import Data, Entry, Look, Outward
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import covers

MOST = 30


def _text(wishlist: Wishlist) -> str:
    told = _("%(title)s, a list by %(name)s", title=wishlist.title, name=wishlist.owner.name)
    return " ".join(wishlist.note.split()) or told


def _look(wishlist: Wishlist) -> Look:
    count = ngettext("%(num)s thing", "%(num)s things", wishlist.wish_count)
    line = _("A list by %(name)s · %(count)s", name=wishlist.owner.name, count=count)
    return Look(wishlist.title, line, tuple(covers([wishlist])[wishlist.id]))


def _data(wishlist: Wishlist) -> list[Data]:
    address = LISTS.address(wishlist)
    things = [
        {"@type": "ListItem", "position": place, "name": wish.title, "url": _address(wish, address)}
        for place, wish in enumerate(
            db.session.scalars(_standing(wishlist).order_by(Wish.position, Wish.id)), 1
        )
    ]
    said = {
        "@type": "ItemList",
        "name": wishlist.title,
        "url": address,
        "numberOfItems": wishlist.wish_count,
        "itemListElement": things,
    }
    return [said, trail(*section("lists"), wishlist.title, address)]


def _standing(wishlist: Wishlist) -> Select[Wish]:
    standing = select(Wish).where(Wish.list_id == wishlist.id, Wish.removed_at.is_(None))
    return standing.options(joinedload(Wish.product)).limit(MOST)


def _address(wish: Wish, list_address: str) -> str:
    """Its product's page, where everybody may open that."""
    product = wish.product
    if product is None or product.listed_at is None or product.hidden_at is not None:
        return f"{list_address}#wish-{encode(wish.id)}"
    return on_site(url_for("product_pages.show", product=product))


def _entries(wishlist: Wishlist) -> list[Entry]:
    address = LISTS.address(wishlist)
    return [
        Entry(
            f"wish/{encode(wish.id)}",
            wish.title,
            _address(wish, address),
            wish.created_at,
            wish.note,
        )
        for wish in db.session.scalars(_standing(wishlist).order_by(Wish.id.desc()))
    ]


def _changed(model: Any) -> ColumnElement[Any]:
    """When the newest wish came, else when the list was begun."""
    newest = select(func.max(Wish.created_at)).where(Wish.list_id == model.id)
    return func.coalesce(newest.scalar_subquery(), model.created_at)


LISTS = Outward(
    name="list",
    endpoint="list_pages.show",
    argument="wishlist",
    is_open=is_shown_to_all,
    text=_text,
    look=_look,
    data=_data,
    author=owner_of,
    entries=_entries,
    changed=_changed,
    is_mapped=lambda model: model.archived_at.is_(None),
)
