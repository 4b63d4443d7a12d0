"""Plants what the cast says under polls and products."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from community.core.text import clean_markdown
from community.demo.asking import Span
from community.demo.cast import COLLECTIONS, COMMENTS, POLLS
from community.demo.cast_talk import DemoComment
from community.demo.news import News
from community.demo.story import Story
from community.reactions.models import Comment

SHOWN = ("poll", "product", "collection")  # on whose pages people talk
_OWNERS = {("poll", poll.key): poll.asker for poll in POLLS}
_OWNERS |= {("collection", each.key): each.owner for each in COLLECTIONS}


def said_about() -> dict[tuple[str, str], list[DemoComment]]:
    """By kind and key, in order. Who decided says so in words, too."""
    said: dict[tuple[str, str], list[DemoComment]] = defaultdict(list)
    for comment in COMMENTS:
        if comment.kind in SHOWN:
            said[comment.kind, comment.key].append(comment)
    for poll in POLLS:
        if poll.decision:
            said["poll", poll.key].append(DemoComment(poll.asker, "poll", poll.key, poll.decision))
    return said


def plant_talk(story: Story, news: News, spans: dict[str, Span]) -> None:
    for (kind, key), comments in said_about().items():
        first, last = _when(story, kind, key, spans)
        times = sorted(story.between(first, last) for _comment in comments)
        if kind == "poll" and (decided := spans[key].decided):
            times[-1] = decided
        for at, comment in zip(times, comments, strict=True):
            _plant_comment(story, comment, at)
        _tell(story, news, comments, times)


def _when(story: Story, kind: str, key: str, spans: dict[str, Span]) -> tuple[datetime, datetime]:
    if kind == "poll":
        return spans[key].asked, spans[key].answered
    return story.before(days=4), story.before(minutes=20)


def _plant_comment(story: Story, comment: DemoComment, at: datetime) -> None:
    story.add(
        Comment,
        at,
        kind=comment.kind,
        thing_id=story.id_of(comment.kind, comment.key),
        author_id=story.id_of("profile", comment.author),
        body=comment.text,
        html=clean_markdown(comment.text),
    )


def _tell(story: Story, news: News, comments: list[DemoComment], times: list[datetime]) -> None:
    """The owner, and those who spoke there before."""
    kind, key = comments[0].kind, comments[0].key
    owner = _OWNERS.get((kind, key))
    hearers = {owner} if owner else set()
    for at, comment in zip(times, comments, strict=True):
        author, thing = story.id_of("profile", comment.author), story.id_of(kind, key)
        for hearer in sorted(hearers):
            news.tell(story.id_of("profile", hearer), "commented", kind, thing, author, at)
        hearers.add(comment.author)
