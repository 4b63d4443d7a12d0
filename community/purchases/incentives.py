"""What a shop gives for sharing, said beforehand by whoever gives it: rooms above this one."""

from __future__ import annotations

from collections.abc import Callable

# Takes a retailer's id and gives a sentence, empty where nothing is given.
Say = Callable[[int], str]
_said: list[Say] = []


def say_incentives(say: Say) -> None:
    if say not in _said:
        _said.append(say)


def incentive_of(retailer_id: int | None) -> str:
    if retailer_id is None:
        return ""
    return next((words for words in (say(retailer_id) for say in _said) if words), "")
