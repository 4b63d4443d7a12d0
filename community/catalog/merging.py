"""Moving what hangs on a product to the one it was made part of, and back.

Rooms say with `moves_with_product` which of their rows hang on a product. They are moved in
portions, a transaction each, until none is left; each portion keeps in a ledger which rows it
moved, so that undoing moves those and no others. Nobody waits for it: the redirect holds from the
first moment (`catalog.access.find_product`).

Where a room allows one row a product (a member's mark, a like), and the survivor has it already,
the loser's row stays where it is: unseen behind the redirect, and there again after undoing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, aliased, selectinload

from community.catalog.events import MergeDue, ProductListed
from community.catalog.models import Likeness, Merge, Moved, Product
from community.catalog.models.merge import UNDONE_WITHIN, stands
from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.jobs import every_minute
from community.core.kinds import ThingChanged
from community.extensions import db

PORTION = 500
LATE = timedelta(minutes=10)
MOST_ALIKE = 3
SHORTEST_TITLE = 8


@dataclass(frozen=True)
class Reference:
    """Rows that hang on a product by `column`; where `kind` is given, those whose kind it is.

    Of rows that are the same in `one_per` a product has one. `counted(source, target, number)` is
    told how many went, in the same transaction.
    """

    column: InstrumentedAttribute[Any]
    kind: InstrumentedAttribute[Any] | None = None
    one_per: tuple[InstrumentedAttribute[Any], ...] = ()
    counted: Callable[[int, int, int], None] | None = None

    @property
    def model(self) -> Any:
        return self.column.class_

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)

    def on(self, product_id: int, model: Any = None) -> list[ColumnElement[bool]]:
        model = model or self.model
        conditions = [getattr(model, self.column.key) == product_id]
        if self.kind is not None:
            conditions.append(getattr(model, self.kind.key) == Product.kind)
        return conditions

    def movable(self, source: int, target: int) -> Select[int]:
        query = select(self.model.id).where(*self.on(source))
        if self.one_per:
            other = aliased(self.model)
            same = [getattr(other, column.key) == column for column in self.one_per]
            query = query.where(~exists().where(*self.on(target, other), *same))
        return query.order_by(self.model.id)


_references: dict[str, Reference] = {}


def moves_with_product(column: Any, **more: Any) -> None:
    """Let the rows of a room follow a product that is made part of another."""
    reference = Reference(column, **more)
    _references[reference.table] = reference


def moved_columns() -> set[str]:
    """`table.column` of all that follows."""
    return {f"{each.table}.{each.column.key}" for each in _references.values()}


def go_on(fact: MergeDue) -> None:
    """One portion, and word of the next. A merge that is through looks for what came late."""
    query = select(Merge).where(Merge.id == fact.merge_id).with_for_update()
    merge = db.session.scalar(query.execution_options(populate_existing=True))
    if merge is None or merge.state == "returned":
        return
    if _carry(merge) == PORTION:
        publish(MergeDue(merge.id))
    elif merge.is_under_way:
        merge.state = "moved" if merge.state == "moving" else "returned"
        merge.settled_at = clock.now()
        publish(ThingChanged(Product.kind, merge.loser_id))
        publish(ThingChanged(Product.kind, merge.survivor_id))


def _carry(merge: Merge) -> int:
    """How many rows were moved, PORTION at most."""
    left = PORTION
    for reference in _references.values():
        if left:
            left -= _carry_of(reference, merge, left)
    return PORTION - left


def _carry_of(reference: Reference, merge: Merge, most: int) -> int:
    goes = merge.undone_at is None
    ends = (merge.loser_id, merge.survivor_id)
    source, target = ends if goes else ends[::-1]
    query = reference.movable(source, target)
    if not goes:
        ledger = select(Moved.row_id).where(Moved.merge_id == merge.id)
        query = query.where(reference.model.id.in_(ledger.where(Moved.table == reference.table)))
    ids = list(db.session.scalars(query.limit(most)))
    if ids:
        rows = update(reference.model).where(reference.model.id.in_(ids))
        change(rows.values({reference.column.key: target}))
        if goes:
            kept = {"merge_id": merge.id, "table": reference.table}
            db.session.execute(insert(Moved), [{**kept, "row_id": row_id} for row_id in ids])
        if reference.counted:
            reference.counted(source, target, len(ids))
    return len(ids)


@every_minute
def bring_what_came_late() -> None:
    """Whoever wrote while the merge was made may have found the product as it was before."""
    lately = Merge.settled_at > clock.now() - LATE
    for merge_id in db.session.scalars(select(Merge.id).where(Merge.state == "moved", lately)):
        with writing():
            go_on(MergeDue(merge_id))


@every_minute
def forget_ledgers() -> None:
    """What cannot be undone any more need not be known row by row."""
    old = select(Moved.id).where(Moved.created_at < clock.now() - UNDONE_WITHIN - LATE)
    ids = list(db.session.scalars(old.limit(PORTION)))
    if ids:
        with writing():
            change(delete(Moved).where(Moved.id.in_(ids)))


def look_for_alike(fact: ProductListed) -> None:
    """A product that is called like another, and is of no other brand, is shown to moderators."""
    product = db.session.get(Product, fact.product_id)
    if product is None or len(product.title) < SHORTEST_TITLE:
        return
    for other in alike(product):
        Likeness.suggest(product.id, other.id, "title")


def alike(product: Product) -> list[Product]:
    """Those on show that are called the same; by an index."""
    same = Product.title == product.title
    query = select(Product).where(same, Product.id != product.id, *stands(Product))
    query = query.options(selectinload(Product.offers))
    if product.brand:
        query = query.where(Product.brand.in_(("", product.brand)))
    return list(db.session.scalars(query.order_by(Product.id).limit(MOST_ALIKE)))
