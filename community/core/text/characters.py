"""Which characters may stand in a text, and how many marks on one letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

ZERO_WIDTH_JOINER = "\u200d"
ZERO_WIDTH_NON_JOINER = "\u200c"
_PRESENTATION = frozenset("\ufe0e\ufe0f")
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))

# Letters, marks and signs by category that show nothing at all: a name of them looks empty.
_BLANK = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0}
    | {*range(0x180B, 0x1810), *range(0xFE00, 0xFE0E), *range(0xE0100, 0xE01F0)}
)
# Marks that any letter can be buried under. Those of a script of its own (Thai, Hebrew, Tibetan …)
# rightly come in larger numbers.
_PILES = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)
_MOST_PILED = 2
_MOST_MARKS = 5
# Before composing: one letter of polytonic Greek may arrive as four characters, and ordering a
# long run of marks costs the square of its length.
_MOST_MARKS_APART = 8


def composed(text: str) -> str:
    """NFC, with at most a few marks on any letter."""
    apart = "".join(_few_marks(text, _MOST_MARKS_APART, _MOST_MARKS_APART))
    together = unicodedata.normalize("NFC", apart)
    return unicodedata.normalize("NFC", "".join(_few_marks(together, _MOST_PILED, _MOST_MARKS)))


def visible(text: str, *, keep: str = "", joining_letters: bool = False) -> Iterator[str]:
    """The characters that show, those of `keep`, and the joiners inside emoji.

    Directions (U+202E …), zero widths, controls, private and half characters are left out. With
    `joining_letters` the joiners between letters of Persian or the Indic scripts stay as well.
    """
    for at, char in enumerate(text):
        category = unicodedata.category(char)
        if char in keep:
            yield char
        elif category in ("Zl", "Zp"):
            yield "\n" if "\n" in keep else " "
        elif category == "Zs" or char == "\u2800" or char.isspace():
            yield " "
        elif category == "Cf":
            if _joins_emoji(text, at) or (joining_letters and _joins_letters(text, at)):
                yield char
        elif category in ("Cc", "Co", "Cs") or _is_blank(char):
            continue
        else:
            yield char


def _is_blank(char: str) -> bool:
    code = ord(char)
    return code in _BLANK or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _joins_emoji(text: str, at: int) -> bool:
    if text[at] != ZERO_WIDTH_JOINER or not 0 < at < len(text) - 1:
        return False
    before = text[at - 2 : at - 1] if text[at - 1] in _PRESENTATION else text[at - 1]
    return _is_emoji(before) and _is_emoji(text[at + 1])


def _is_emoji(char: str) -> bool:
    return char in _SKIN_TONES or (char != "" and unicodedata.category(char) == "So")


def _joins_letters(text: str, at: int) -> bool:
    if text[at] not in (ZERO_WIDTH_JOINER, ZERO_WIDTH_NON_JOINER):
        return False
    return _may_join(text[at - 1 : at]) and _may_join(text[at + 1 : at + 2])


def _may_join(char: str) -> bool:
    """Arabic to Khmer: the scripts whose spelling needs the joiners."""
    return bool(char) and 0x0600 <= ord(char) < 0x1800 and unicodedata.category(char)[0] in "LM"


def _few_marks(text: str, most_piled: int, most: int) -> Iterator[str]:
    piled = marks = 0
    for char in text:
        category = unicodedata.category(char)
        if category not in ("Mn", "Me"):
            if category != "Cf":
                piled = marks = 0
            yield char
            continue
        marks += 1
        piled += any(first <= ord(char) <= last for first, last in _PILES)
        if piled <= most_piled and marks <= most:
            yield char
