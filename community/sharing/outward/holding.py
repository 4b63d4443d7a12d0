"""What lists and collections say alike: each holds parts in an order, most of them products."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from community.core.ids import encode
from community.core.mail import on_site
from community.extensions import db
from community.sharing.outward.common import item_list, section, trail
from community.sharing.outward.entry import Data, Entry, outward

MOST = 30


@dataclass(frozen=True)
class Holding:
    """`part` is the model of what is held, `holder` its column that names the thing; `of` is the
    thing's kind, `tab` its tab of Discover, `count` how many it holds."""

    of: str
    tab: str
    part: Any
    holder: Any
    part_name: str
    count: Callable[[Any], int]
    title: Callable[[Any], str]
    words: Callable[[Any], str]

    def data(self, thing: Any) -> list[Data]:
        address = outward(self.of).address(thing)
        rows = db.session.scalars(self._standing(thing).order_by(self.part.position, self.part.id))
        parts = [(self.title(part), self._address(part, address)) for part in rows]
        said = item_list(thing.title, address, self.count(thing), parts)
        return [said, trail(*section(self.tab), thing.title, address)]

    def entries(self, thing: Any) -> list[Entry]:
        address = outward(self.of).address(thing)
        return [
            Entry(
                f"{self.part_name}/{encode(part.id)}",
                self.title(part),
                self._address(part, address),
                part.created_at,
                self.words(part),
            )
            for part in db.session.scalars(self._standing(thing).order_by(self.part.id.desc()))
        ]

    def changed(self, model: Any) -> ColumnElement[Any]:
        """When the newest part came, else when the thing was begun."""
        newest = select(func.max(self.part.created_at)).where(self.holder == model.id)
        return func.coalesce(newest.scalar_subquery(), model.created_at)

    def _standing(self, thing: Any) -> Select[Any]:
        standing = select(self.part).where(self.holder == thing.id, self.part.removed_at.is_(None))
        return standing.options(joinedload(self.part.product)).limit(MOST)

    def _address(self, part: Any, address: str) -> str:
        """Its product's page, where everybody may open that."""
        product = part.product
        if product is None or product.listed_at is None or product.hidden_at is not None:
            return f"{address}#{self.part_name}-{encode(part.id)}"
        return on_site(url_for("product_pages.show", product=product))
