"""Texts as search compares them: without case, accents and signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST_WORD = 40
# Letters whose stroke or joint is no mark that could be taken off.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Scripts without spaces between words: each sign is looked for by itself.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(f"[{_SIGNS}]|[^\\W_{_SIGNS}]+")


def folded_words(text: str) -> list[str]:
    """The words in order, cut at 40 characters: letters and digits alone, nothing else is left."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in apart if unicodedata.category(char) != "Mn")
    return [word[:LONGEST_WORD] for word in _WORD.findall(bare.casefold().translate(_PLAIN))]


def joined(words: Iterable[str], longest: int) -> str:
    """Whole words with a space between, as many as find room."""
    kept, room = [], longest
    for word in words:
        room -= len(word) + 1
        if room < -1:
            break
        kept.append(word)
    return " ".join(kept)
