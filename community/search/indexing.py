"""Keeps the rows of search as the things are: told by facts, by hand, or by what is missing.

Always the thing's present state is read, so it does no harm to be told twice or late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import delete, exists, select

from community.core.db import change, writing
from community.core.fulltext import tidy
from community.core.kinds import Kind, ThingChanged, ThingRemoved, Words, all_kinds, kind_named
from community.core.text import folded_words, joined
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.search.models import LONGEST_TITLE, LONGEST_WORDS, SearchRow

PORTION = 200


def searched() -> list[Kind]:
    """The kinds that are found by words, in the order of their tabs."""
    return [kind for kind in all_kinds() if kind.search]


def reader_of(kind: Kind, thing_of: Callable[[Any], int | None]) -> Callable[[Any], None]:
    """A subscriber that reads the thing of a fact again."""

    def read(fact: Any) -> None:
        thing_id = thing_of(fact)
        if thing_id is not None:
            index(kind, [thing_id])

    return read


def read_changed(fact: ThingChanged) -> None:
    kind = kind_named(fact.kind)
    if kind.search:
        index(kind, [fact.thing_id])


def forget(fact: ThingRemoved) -> None:
    of_it = (SearchRow.kind == fact.kind, SearchRow.thing_id == fact.thing_id)
    change(delete(SearchRow).where(*of_it))
    if fact.kind == "profile":
        # What was theirs went with them, not each with a word of its own.
        sweep()
        tidy(SearchRow)


def sweep() -> None:
    """Inside `writing()`: drop the rows of what is gone."""
    change(delete(SearchRow).where(SearchRow.kind.not_in([kind.name for kind in searched()])))
    for kind in searched():
        there = exists().where(kind.model.id == SearchRow.thing_id).correlate(SearchRow)
        change(delete(SearchRow).where(SearchRow.kind == kind.name, ~there))


def index(kind: Kind, ids: Iterable[int]) -> None:
    """Inside `writing()`: make the rows of these things say what the things say."""
    wanted = sorted(ids)
    for thing_id in wanted:
        insert_or_ignore(SearchRow, _row(kind, thing_id))
    # Whoever reads a thing holds its row: of two who read the same, the later one sees the newer.
    rows = {row.thing_id: row for row in db.session.scalars(_rows(kind, wanted))}
    things = {thing.id: thing for thing in db.session.scalars(_things(kind, wanted)).unique()}
    for thing_id, row in rows.items():
        if thing_id in things:
            _write(row, kind.search.words(things[thing_id]))  # type: ignore[union-attr]
        else:
            db.session.delete(row)
    db.session.flush()


def _row(kind: Kind, thing_id: int) -> dict[str, Any]:
    return {"kind": kind.name, "thing_id": thing_id, "title": "", "words": ""}


def _rows(kind: Kind, ids: list[int]) -> Any:
    rows = select(SearchRow).where(SearchRow.kind == kind.name, SearchRow.thing_id.in_(ids))
    fresh = rows.order_by(SearchRow.thing_id).with_for_update()
    return fresh.execution_options(populate_existing=True)


def _things(kind: Kind, ids: list[int]) -> Any:
    assert kind.search
    things = kind.search.load(select(kind.model).where(kind.model.id.in_(ids)))
    return things.execution_options(populate_existing=True)


def _write(row: SearchRow, words: Words) -> None:
    title, rest = folded_words(words.title), folded_words(words.rest)
    row.title = joined(title, LONGEST_TITLE)
    row.words = joined(dict.fromkeys([*title, *rest]), LONGEST_WORDS)


def rebuild(say: Callable[[str, int], object] = lambda name, number: None) -> None:
    """Read everything again, in transactions of a portion each; as often as one likes."""
    for kind in searched():
        say(kind.name, sum(_portions(kind)))
    with writing():
        sweep()


def _portions(kind: Kind) -> Iterable[int]:
    last = 0
    while ids := list(db.session.scalars(_after(kind, last))):
        with writing():
            index(kind, ids)
        last = ids[-1]
        yield len(ids)


def _after(kind: Kind, last: int) -> Any:
    ids = select(kind.model.id).where(kind.model.id > last)
    return ids.order_by(kind.model.id).limit(PORTION)


def fill_missing() -> int:
    """A portion of each kind of what has no row; how many that were."""
    return sum(_fill(kind) for kind in searched())


def _fill(kind: Kind) -> int:
    own = SearchRow.thing_id == kind.model.id
    there = exists().where(SearchRow.kind == kind.name, own).correlate(kind.model)
    ids = list(db.session.scalars(select(kind.model.id).where(~there).limit(PORTION)))
    if ids:
        with writing():
            index(kind, ids)
    return len(ids)
