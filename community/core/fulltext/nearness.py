"""Misspelt words. PostgreSQL compares trigrams of titles (pg_trgm); SQLite looks through the words
there are for those one or two slips away."""

from __future__ import annotations

import logging
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, and_, cast, func, literal, or_, select, text
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import DBAPIError

from community.core.db import is_sqlite
from community.core.fulltext.matching import (
    Matching,
    lexemes,
    matches,
    postgres_query,
    sqlite_query,
    values_of,
)
from community.core.fulltext.wording import Wording
from community.extensions import db

log = logging.getLogger(__name__)

SHORTEST = 4  # of fewer letters every other word is near
ALIKE = 0.4  # of a word’s trigrams in a title; two letters swapped in six leave 0.43
MOST_NEAR = 40


def nearly(model: Any, wording: Wording) -> Matching | None:
    """Rows whose words are near these; None where nothing could be found but exactly."""
    if all(len(word) < SHORTEST for word in wording.words):
        return None
    if is_sqlite():
        return _by_near_words(model, wording)
    return _by_trigrams(model, wording) if has_trigrams() else None


def _by_near_words(model: Any, wording: Wording) -> Matching:
    parts = (" OR ".join(sqlite_query([each]) for each in _and_near(model, word))
             for word in wording.words)  # fmt: skip
    match = " AND ".join(f"({part})" for part in parts)
    return Matching(matches(model), values_of(wording, match))


def _and_near(model: Any, word: str) -> list[str]:
    if len(word) < SHORTEST:
        return [word]
    most = _forgiven(word)
    likely = (term for term in _terms_like(model, word) if len(set(word) - set(term)) <= most)
    near = ((slips(word, term), term) for term in likely)
    found = sorted((count, term) for count, term in near if count <= most)
    return [word, *(term for _count, term in found[:MOST_NEAR])]


def _terms_like(model: Any, word: str) -> list[str]:
    """Words there are that begin with one of the first two letters: few slip in both."""
    name = f"fulltext_{model.__tablename__}_terms"
    between = " OR ".join(f"(term >= :from{n} AND term < :to{n})" for n in (0, 1))
    first = {f"from{n}": letter for n, letter in enumerate(word[:2])}
    after = {f"to{n}": chr(ord(letter) + 1) for n, letter in enumerate(word[:2])}
    query = text(f"SELECT term FROM {name} WHERE ({between}) AND length(term) >= :least")  # noqa: S608
    return list(db.session.scalars(query, {**first, **after, "least": len(word) - 2}))


def _forgiven(word: str) -> int:
    return 1 if len(word) < 8 else 2


def slips(word: str, term: str) -> int:
    """Letters too many, missing, other or swapped between the word and a beginning of the term."""
    before: list[int] = []
    row = list(range(len(term) + 1))
    for i, letter in enumerate(word, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(term[: len(word) + 2], 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == term[j - 2] and word[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return min(row)


def _by_trigrams(model: Any, wording: Wording) -> Matching:
    db.session.execute(
        select(func.set_config("pg_trgm.word_similarity_threshold", str(ALIKE), True))
    )
    condition = and_(*(_is_near(model, word) for word in wording.words))
    return Matching(condition, values_of(wording, ""), is_own=True)


def _is_near(model: Any, word: str) -> ColumnElement[bool]:
    exact = lexemes(model).op("@@")(cast(literal(postgres_query([word])), TSQUERY))
    if len(word) < SHORTEST:
        return exact
    return or_(exact, literal(word).op("<%")(model.title))


def has_trigrams() -> bool:
    """Asked once a process, and said in the log when the answer is no."""
    known = current_app.extensions
    if "has_trigrams" not in known:
        there = text("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        known["has_trigrams"] = db.session.scalar(there) is not None
        if not known["has_trigrams"]:
            log.warning("pg_trgm is not in this database: search finds no misspelt words")
    return bool(known["has_trigrams"])


def ensure_trigrams(model: Any) -> bool:
    """Inside `writing()`: make the extension and the index unless they are there; False where the
    database does not let us."""
    if is_sqlite():
        return True
    name = model.__tablename__
    index = f"CREATE INDEX IF NOT EXISTS fulltext_{name}_near ON {name}"
    try:
        with db.session.begin_nested():
            db.session.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            db.session.execute(text(f"{index} USING gin (title gin_trgm_ops)"))
    except DBAPIError as error:
        log.warning("pg_trgm could not be created: %s", type(error.orig).__name__)
        return False
    current_app.extensions["has_trigrams"] = True
    return True


def tidy(model: Any) -> None:
    """Inside `writing()`: leave no trace of words whose rows are gone. PostgreSQL's vacuum does."""
    if is_sqlite():
        name = f"fulltext_{model.__tablename__}"
        db.session.execute(text(f"INSERT INTO {name} ({name}) VALUES ('optimize')"))  # noqa: S608
