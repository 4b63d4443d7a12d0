"""Words on pictures, written with the fonts of the pages.

They know latin letters. A text with letters of another script is not written at all, since half a
name or a row of boxes is worse than none; signs alone, such as emoji, are left out of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import ImageFont

NOWHERE = "\U000fffff"  # in no font


@lru_cache(maxsize=32)
def _font(path: str, size: int, weight: int) -> Any:
    font = ImageFont.truetype(path, size)
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=8192)
def _has(font: Any, letter: str) -> bool:
    """Whether it is drawn otherwise than what is in no font."""
    return bytes(font.getmask(letter)) != bytes(font.getmask(NOWHERE))


class Lettering:
    """One family at one size: its files, the first that has a letter writes it."""

    def __init__(self, paths: list[Path], size: int, weight: int) -> None:
        self.size = size
        self._fonts = [_font(str(path), size, weight) for path in paths]

    def writable(self, text: str) -> str:
        """What of the text can be written; nothing if letters would be missing."""
        text = "".join(map(self._likest, unicodedata.normalize("NFC", text)))
        missing = {letter for letter in set(text) if self._font_of(letter) is None}
        if any(unicodedata.category(letter)[0] in "LMN" for letter in missing):
            return ""
        return " ".join("".join(sign for sign in text if sign not in missing).split())

    def length(self, text: str) -> float:
        return sum(font.getlength(run) for font, run in self._runs(text))

    def write(self, pen: Any, at: tuple[float, float], text: str, fill: str) -> None:
        """From a point on the baseline's start."""
        x, y = at
        for font, run in self._runs(text):
            pen.text((x, y), run, fill=fill, font=font, anchor="ls")
            x += font.getlength(run)

    def write_centred(self, pen: Any, at: tuple[int, int], text: str, fill: str) -> None:
        left = at[0] - self.length(text) / 2
        self.write(pen, (left, at[1] + self.size * 0.35), text, fill)

    def lines(self, text: str, wide: int) -> list[str]:
        """As many words a line as fit; a word that is too long alone is cut."""
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.length(longer) <= wide:
                line = longer
                continue
            lines += [line] if line else []
            line = self._cut(word, wide)
        return [*lines, line] if line else lines

    def _cut(self, word: str, wide: int) -> str:
        if self.length(word) <= wide:
            return word
        while word and self.length(f"{word}…") > wide:
            word = word[:-1]
        return f"{word}…"

    def _likest(self, letter: str) -> str:
        """The letter, or the one it is without its marks where only that can be written."""
        bare = unicodedata.normalize("NFD", letter)[0]
        is_known = self._font_of(letter) is not None or self._font_of(bare) is None
        return letter if is_known else bare

    def _font_of(self, letter: str) -> Any:
        if letter.isspace():
            return self._fonts[0]
        return next((font for font in self._fonts if _has(font, letter)), None)

    def _runs(self, text: str) -> Iterator[tuple[Any, str]]:
        for font, letters in groupby(text, self._font_of):
            yield font or self._fonts[0], "".join(letters)
