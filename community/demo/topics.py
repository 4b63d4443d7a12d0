"""A topic of the demo’s forum, as the cast’s pages write it down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPost:
    """`quotes` is the number of the post it answers."""

    author: str
    text: str
    quotes: int = 0


@dataclass(frozen=True)
class DemoTopic:
    """`about` is kind and key, as “product:arc-lamp”; `hours` is how long ago it began; `answer`
    the number of the post that helped; `marks` are pinned and locked."""

    board: str
    hours: int
    title: str
    posts: tuple[DemoPost, ...]
    about: str = ""
    answer: int = 0
    marks: str = ""


def topic(
    board: str,
    hours: int,
    title: str,
    *posts: tuple[str, str] | tuple[str, str, int],
    about: str = "",
    answer: int = 0,
    marks: str = "",
) -> DemoTopic:
    said = tuple(DemoPost(*post) for post in posts)
    return DemoTopic(board, hours, title, said, about, answer, marks)
