"""Plants the cast's polls: asked, answered, some closed and decided."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from community.accounts.models.session import hash_token
from community.demo.audiences import audience_columns, named
from community.demo.cast import COMMENTS, POLLS
from community.demo.cast_polls import BUY_ANSWERS, DemoPoll
from community.demo.catalogue import PRODUCTS_BY_KEY
from community.demo.news import News
from community.demo.story import Story
from community.friends.models import Guest, ShareLink
from community.friends.models.link import YEAR, hash_key
from community.polls.models import Option, Poll, Vote

LIFETIMES = (24, 72, 168)
ORDER = ("yes", "no", "wait")
# Who came by the link of a poll, and what for.
GUESTS = {"ada-first-flat": (("Aunt Bea", "blue-teapot"), ("Mr Voss", "fiddle-plant"))}


@dataclass(frozen=True)
class Span:
    """When a poll was asked, when it closes, and until when people may have answered."""

    asked: datetime
    closes: datetime
    answered: datetime
    decided: datetime | None = None

    @classmethod
    def of(cls, story: Story, demo: DemoPoll) -> Span:
        closes = story.now + timedelta(hours=demo.closes_in_hours)
        lasts = next(hours for hours in LIFETIMES if hours > demo.closes_in_hours + 1)
        decided = closes + timedelta(hours=2 + story.dice.random() * 8)
        return cls(
            asked=closes - timedelta(hours=lasts),
            closes=closes,
            answered=min(closes, story.now),
            decided=min(decided, story.now) if demo.state == "decided" else None,
        )


def plant_polls(story: Story, news: News) -> dict[str, Span]:
    """Their spans by key, for those who talk under them."""
    spans = {demo.key: Span.of(story, demo) for demo in POLLS}
    for demo in POLLS:
        _plant_poll(story, news, demo, spans[demo.key])
    return spans


def _plant_poll(story: Story, news: News, demo: DemoPoll, span: Span) -> None:
    poll = story.name("poll", demo.key, story.fresh_id(span.asked))
    options = _plant_options(story, demo, span, poll)
    story.add(
        Poll,
        span.asked,
        id=poll,
        sort=demo.kind,
        question=demo.question,
        closes_at=span.closes,
        closed_at=None if demo.state == "open" else span.closes,
        **_subject(story, demo),
        **_verdict(demo, span, options),
        **_counts(demo),
        **audience_columns(story, demo.asker, demo.audience),
    )
    _plant_guests(story, demo, span, poll, options)
    _announce(story, news, demo, span, poll)
    _plant_votes(story, news, demo, span, poll, options)
    _settle(story, news, demo, span, poll)


def _subject(story: Story, demo: DemoPoll) -> dict[str, int | None]:
    product = PRODUCTS_BY_KEY.get(demo.options[0]) if demo.kind == "buy" else None
    return {"product_id": story.id_of("product", product.key) if product else None}


def _verdict(demo: DemoPoll, span: Span, options: dict[str, int]) -> dict[str, Any]:
    is_bought = bool(demo.chosen) and demo.chosen not in ("no", "wait")
    return {
        "decided_at": span.decided,
        "decision": ("option" if is_bought else "nothing") if span.decided else "",
        "chosen_id": options[demo.chosen] if is_bought else None,
    }


def _counts(demo: DemoPoll) -> dict[str, int]:
    votes = len(demo.votes) + len(GUESTS.get(demo.key, ()))
    said = sum((comment.kind, comment.key) == ("poll", demo.key) for comment in COMMENTS)
    return {
        "asked_count": len(named(demo.asker, demo.audience)),
        "vote_count": votes,
        "comment_count": said + bool(demo.decision),
        "version": 1 + votes,
    }


def _announce(story: Story, news: News, demo: DemoPoll, span: Span, poll: int) -> None:
    owner = story.id_of("profile", demo.asker)
    news.record(owner, "asked", "poll", poll, span.asked)
    for friend in named(demo.asker, demo.audience):
        news.tell(story.id_of("profile", friend), "asked", "poll", poll, owner, span.asked)


def _plant_options(story: Story, demo: DemoPoll, span: Span, poll: int) -> dict[str, int]:
    """Ids by what the votes call them."""
    choices = ORDER if demo.kind == "buy" else demo.options
    cast = [*demo.votes.values(), *(choice for _name, choice in GUESTS.get(demo.key, ()))]
    ids = {}
    for position, choice in enumerate(choices):
        is_product = choice in PRODUCTS_BY_KEY
        ids[choice] = story.add(
            Option,
            span.asked,
            poll_id=poll,
            position=position,
            answer=choice if choice in BUY_ANSWERS else "",
            text="" if is_product or choice in BUY_ANSWERS else choice,
            product_id=story.id_of("product", choice) if is_product else None,
            votes=cast.count(choice),
        )
    return ids


def _plant_guests(
    story: Story, demo: DemoPoll, span: Span, poll: int, options: dict[str, int]
) -> None:
    """Who voted by the poll's link, without an account."""
    if demo.key not in GUESTS:
        return
    at, maker = span.asked, story.id_of("profile", demo.asker)
    link = ShareLink(id=story.fresh_id(at), kind="poll", thing_id=poll, made_by_id=maker)
    columns = {"kind": link.kind, "thing_id": poll, "made_by_id": maker}
    expires = at + YEAR
    story.add(ShareLink, at, id=link.id, key_hash=hash_key(link.key), expires_at=expires, **columns)
    for name, choice in GUESTS[demo.key]:
        guest = story.add(Guest, at, link_id=link.id, name=name, token_hash=_unknown())
        story.add(Vote, at, poll_id=poll, option_id=options[choice], guest_id=guest)


def _unknown() -> str:
    return hash_token(secrets.token_urlsafe(24))


def _plant_votes(
    story: Story, news: News, demo: DemoPoll, span: Span, poll: int, options: dict[str, int]
) -> None:
    owner = story.id_of("profile", demo.asker)
    voters = list(demo.votes.items())
    story.dice.shuffle(voters)
    for voter, choice in voters:
        at = story.between(span.asked, span.answered)
        profile = story.id_of("profile", voter)
        story.add(Vote, at, poll_id=poll, option_id=options[choice], profile_id=profile)
        news.tell(owner, "voted", "poll", poll, profile, at)


def _settle(story: Story, news: News, demo: DemoPoll, span: Span, poll: int) -> None:
    owner = story.id_of("profile", demo.asker)
    if demo.state == "closed":
        news.tell(owner, "closed", "poll", poll, None, span.closes)
    if span.decided:
        news.record(owner, "decided", "poll", poll, span.decided)
        for voter in demo.votes:
            told = story.id_of("profile", voter)
            news.tell(told, "decided", "poll", poll, owner, span.decided)
