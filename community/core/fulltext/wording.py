from __future__ import annotations

from dataclasses import dataclass

from community.core.text import folded_words

MOST_WORDS = 6


@dataclass(frozen=True)
class Wording:
    """What somebody looks for, folded: letters and digits alone, so that no sign of any query
    language is left in it."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Wording:
        return cls(tuple(dict.fromkeys(folded_words(text)))[:MOST_WORDS])

    def __bool__(self) -> bool:
        """Whether there is enough to look for: one letter of a spelt script finds half of all."""
        return bool(self.words) and any(len(w) > 1 or not w.isascii() for w in self.words)

    @property
    def whole(self) -> str:
        return " ".join(self.words)
