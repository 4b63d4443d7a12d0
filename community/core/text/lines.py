"""Plain texts: one line (names, titles) and many (notes, comments)."""

from __future__ import annotations

from community.core.text.characters import composed, visible
from community.core.text.problems import TextTooLong

# What may be cut away before a text is measured: spaces, marks, zero widths.
_SLACK = 4


def plain_line(text: str, longest: int) -> str:
    """One line of at most `longest` characters; raises TextTooLong."""
    _refuse_hopeless(text, longest)
    line = " ".join(composed("".join(visible(text))).split())
    return _measured(line, longest)


def plain_text(text: str, longest: int) -> str:
    """Lines without trailing spaces, at most one empty between two; raises TextTooLong."""
    _refuse_hopeless(text, longest)
    return _measured("\n".join(_lines(many_lines(text))).strip("\n"), longest)


def many_lines(text: str) -> str:
    """The visible characters of a text with its line ends as `\\n`."""
    ends = text.replace("\r\n", "\n").replace("\r", "\n")
    return composed("".join(visible(composed(ends), keep="\n\t", joining_letters=True)))


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.replace("\t", " ").split("\n"):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return lines


def _refuse_hopeless(text: str, longest: int) -> None:
    if len(text) > longest * _SLACK + 1000:
        raise TextTooLong(longest)


def _measured(text: str, longest: int) -> str:
    if len(text) > longest:
        raise TextTooLong(longest)
    return text
