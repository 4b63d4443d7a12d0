"""Orders that people give to rows by hand: numbers in, numbers out, no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

STEPS = ("up", "down", "top", "bottom")


def rearranged(rows: Sequence[int], movable: Iterable[int], wanted: Iterable[int]) -> list[int]:
    """All rows, with the wanted ones in that order on the places they hold among them now.

    What cannot be moved, is unknown or said twice is passed over.
    """
    free = set(movable)
    named = [row for row in dict.fromkeys(wanted) if row in free]
    following, moving = iter(named), set(named)
    return [next(following) if row in moving else row for row in rows]


def placed(rows: Sequence[int], row: int, place: int) -> list[int]:
    """`row` at a place counted from 0; past the end is last."""
    others = [each for each in rows if each != row]
    others.insert(min(max(place, 0), len(others)), row)
    return others


def stepped(rows: Sequence[int], row: int, to: str) -> list[int]:
    """`to`: one of STEPS."""
    now = rows.index(row)
    return placed(rows, row, {"up": now - 1, "down": now + 1, "top": 0}.get(to, len(rows)))
