"""How much a product is of the kind of things that a member keeps, by what it says of itself.

Where few people keep the same things, as on a small site or of a new product, what is seen together
says little; then brand, category and the words of titles help:

    leaning(p) =  ⅔ · share of my things of its brand
                + ⅓ · share of my things of its category
                + the cosine of its title's words and those of the thing of mine most like it,
                  each word weighed by its rarity, log(1 + N / titles with it)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log, sqrt
from typing import Protocol

from community.core.text.folding import folded_words

BRAND, CATEGORY, WORDS = 2 / 3, 1 / 3, 1.0
LEAST = 0.15  # words in common that say less are chance


class Described(Protocol):
    @property
    def product_id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def brand(self) -> str: ...
    @property
    def category(self) -> str: ...


class Weighed(Described, Protocol):
    @property
    def weight(self) -> int: ...


class Leaning:
    """Of one member, among these candidates."""

    def __init__(self, mine: Iterable[Weighed], candidates: Iterable[Described]) -> None:
        mine, candidates = list(mine), list(candidates)
        whole = sum(each.weight for each in mine) or 1
        self._brands: Counter[str] = Counter()
        self._categories: Counter[str] = Counter()
        for each in mine:
            self._brands[each.brand] += each.weight / whole  # type: ignore[assignment]
            self._categories[each.category] += each.weight / whole  # type: ignore[assignment]
        words = {each.product_id: set(folded_words(each.title)) for each in [*mine, *candidates]}
        seen = Counter(word for said in words.values() for word in said)
        self._rarity = {word: log(1 + len(words) / number) for word, number in seen.items()}
        self._words = words
        self._sizes = {key: self._size(said) for key, said in words.items()}
        self._mine: dict[str, list[int]] = {}
        for each in mine:
            for word in words[each.product_id]:
                self._mine.setdefault(word, []).append(each.product_id)

    def to(self, one: Described) -> tuple[float, str, int]:
        """How much, which part of it weighs most, and the thing of mine it is most like."""
        like, words = self._most_like(one.product_id)
        parts = {
            "brand": BRAND * self._brands[one.brand] if one.brand else 0.0,
            "category": CATEGORY * self._categories[one.category] if one.category else 0.0,
            "words": WORDS * words,
        }
        why = max(parts, key=lambda name: parts[name])
        return sum(parts.values()), why, like

    def _most_like(self, product_id: int) -> tuple[int, float]:
        common: dict[int, float] = {}
        for word in self._words[product_id]:
            for mine in self._mine.get(word, ()):
                common[mine] = common.get(mine, 0.0) + self._rarity[word] ** 2
        size = self._sizes[product_id]
        alike = {key: worth / size / self._sizes[key] for key, worth in common.items()}
        best = max(alike, key=lambda key: alike[key], default=0)
        return best, alike.get(best, 0.0) if alike.get(best, 0.0) >= LEAST else 0.0

    def _size(self, words: set[str]) -> float:
        return sqrt(sum(self._rarity[word] ** 2 for word in words)) or 1.0
