"""Full text behind one door: FTS5 on SQLite, tsvector and pg_trgm on PostgreSQL.

A table that is searched has the columns `title` and `words`, both folded (`core.text.folded_words`)
and separated by single spaces; its migration makes what stands beside it, under names that begin
with `fulltext_`: the index on `words`, and for misspelt words the trigrams of `title` (PostgreSQL)
or the list of all words there are (SQLite).
"""

from community.core.fulltext.deadline import TookTooLong, no_longer_than
from community.core.fulltext.matching import Matching, closeness, exactly, matches
from community.core.fulltext.nearness import ensure_trigrams, nearly, tidy
from community.core.fulltext.wording import Wording

__all__ = [
    "Matching",
    "TookTooLong",
    "Wording",
    "closeness",
    "ensure_trigrams",
    "exactly",
    "matches",
    "nearly",
    "no_longer_than",
    "tidy",
]
