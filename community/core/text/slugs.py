"""The readable tail of an address."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60

_BETWEEN = re.compile(r"[^a-z0-9]+")
# What NFKD leaves whole.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


def slugify(text: str) -> str:
    """ASCII words joined by hyphens, at most 60 characters; empty when no Latin letter is left."""
    folded = unicodedata.normalize("NFKD", text[: LONGEST * 4].casefold()).translate(_LETTERS)
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    return _cut(_BETWEEN.sub("-", letters).strip("-"))


def _cut(slug: str) -> str:
    """Cut between words, unless the first word alone is too long."""
    if len(slug) <= LONGEST:
        return slug
    whole, _, _ = slug[: LONGEST + 1].rpartition("-")
    return whole or slug[:LONGEST]
