"""Rows that have all the words, each as the beginning of one of theirs; and how close they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from community.core.db import is_sqlite
from community.core.fulltext.wording import MOST_WORDS, Wording

BEGINS, IN_TITLE, ANYWHERE = 2, 1, 0


@dataclass(frozen=True)
class Matching:
    """A condition and the values of its parameters; the condition is the same for all wordings
    unless `is_own`, so a select may be built with it once."""

    condition: ColumnElement[bool]
    values: dict[str, Any]
    is_own: bool = False


def exactly(model: Any, wording: Wording) -> Matching:
    if is_sqlite():
        return Matching(matches(model), values_of(wording, sqlite_query(wording.words)))
    return Matching(matches(model), values_of(wording, postgres_query(wording.words)))


def matches(model: Any) -> ColumnElement[bool]:
    asked: BindParameter[str] = bindparam("match")
    if not is_sqlite():
        return lexemes(model).op("@@")(cast(asked, TSQUERY))
    index = table(f"fulltext_{model.__tablename__}", column("rowid"))
    beside = column(index.name).op("MATCH")(asked)
    return model.id.in_(select(index.c.rowid).select_from(index).where(beside))


def lexemes(model: Any) -> ColumnElement[Any]:
    """As the index has it. No parser of PostgreSQL's has a say in what a word is."""
    return func.array_to_tsvector(func.string_to_array(model.words, literal_column("' '")))


def sqlite_query(words: tuple[str, ...] | list[str]) -> str:
    return " AND ".join(_sqlite_word(word) for word in words)


def _sqlite_word(word: str) -> str:
    # One letter alone stands for itself: as a beginning it would find nearly everything.
    return f'"{word}"*' if len(word) > 1 else f'"{word}"'


def postgres_query(words: tuple[str, ...] | list[str]) -> str:
    return " & ".join(f"'{word}':*" if len(word) > 1 else f"'{word}'" for word in words)


def values_of(wording: Wording, match: str) -> dict[str, Any]:
    words = {f"word{n}": "%" for n in range(MOST_WORDS)}
    words |= {f"word{n}": f"% {word}%" for n, word in enumerate(wording.words)}
    return {"match": match, "begins": f"{wording.whole}%", **words}


def closeness(model: Any) -> ColumnElement[int]:
    """2: the title begins with what was said; 1: all of it is in the title; 0: elsewhere.

    Nothing is weighed by how many rows have a word: that would tell of rows which nobody may see.
    """
    begins = model.title.like(bindparam("begins"))
    return case((begins, BEGINS), (in_title(model), IN_TITLE), else_=ANYWHERE)


def in_title(model: Any) -> ColumnElement[bool]:
    spaced = literal(" ") + model.title
    return and_(*(spaced.like(bindparam(f"word{n}")) for n in range(MOST_WORDS)))
