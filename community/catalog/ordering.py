"""The order of what is held. Places are renumbered in one transaction; what was removed keeps its
own, so that whoever brings it back finds it where it was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from community.catalog.holding import Held, Holder
from community.core.ordering import placed, rearranged, stepped
from community.extensions import db


def arrange(holder: Holder, model: type[Held], ids: list[int]) -> None:
    """Give the named rows, in this order, the places they hold among them now.

    Unknown, removed and repeated ids are ignored; what is not named stays where it is.
    """
    holder.lock()
    rows = _rows(model, holder.id)
    living = [row_id for row_id, _place, removed_at in rows if removed_at is None]
    order = rearranged([row[0] for row in rows], living, ids)
    before = {row_id: place for row_id, place, _removed_at in rows}
    moved = [
        {"id": row_id, "position": place}
        for place, row_id in enumerate(order, 1)
        if before[row_id] != place
    ]
    if moved:
        db.session.execute(update(model), moved)
    holder.announce_change()


def place_at(row: Held, place: int) -> None:
    """Put the row at a place, counted from 0, of those that are there; past the end is last."""
    living = _living_with(row)
    if row.id in living:
        arrange(row.holder, type(row), placed(living, row.id, place))


def step(row: Held, to: str) -> None:
    """`to`: up, down, top or bottom."""
    living = _living_with(row)
    if row.id in living:
        arrange(row.holder, type(row), stepped(living, row.id, to))


def _living_with(row: Held) -> list[int]:
    row.holder.lock()
    rows = _rows(type(row), row.holder.id)
    return [row_id for row_id, _place, removed_at in rows if removed_at is None]


def _rows(model: type[Held], holder_id: int) -> list[tuple[int, int, Any]]:
    column: Any = getattr(model, model.within)
    query = select(model.id, model.position, model.removed_at).where(column == holder_id)
    return [tuple(row) for row in db.session.execute(query.order_by(model.position, model.id))]
