"""What the rest of the house hears of forums."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import true, update
from sqlalchemy.orm import joinedload

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.db import change
from community.core.events import Fact, subscribe
from community.core.kinds import Kind, Searched, ThingRemoved, Words, register_kind
from community.core.live import watchable
from community.extensions import db
from community.forums import live
from community.forums.access import is_listed, is_seen
from community.forums.events import Posted, PostRemoved, TopicChanged, TopicStarted
from community.forums.models import Board, Draft, Mention, Post, PostEdit, Reader, Topic
from community.friends.audience import listed_for, visible_to
from community.reactions.events import Liked, Unliked

CHANGING: tuple[type[Fact], ...] = (Posted, PostRemoved, TopicChanged, TopicStarted)
# By its title alone: not everybody who may open a topic sees every post of it.
SEARCH = Searched(
    lambda: _("Discussions"),
    "messages-square",
    lambda topic: Words(topic.title),
    {fact: lambda said: said.topic_id for fact in (TopicChanged, TopicStarted)},
)
BOARD = Kind(
    name=Board.kind,
    model=Board,
    noun=lambda: _("board"),
    visible=lambda viewer: true(),
    listed=lambda viewer: Board.archived_at.is_(None),
    address=lambda board: url_for("boards.show", slug=board.slug),
    title=lambda board: board.title,
)


def register() -> None:
    moves_with_product(Topic.about_id, kind=Topic.about_kind)
    register_kind(
        Kind(
            name=Topic.kind,
            model=Topic,
            noun=lambda: _("discussion"),
            visible=lambda viewer: visible_to(Topic, viewer),
            listed=lambda viewer: listed_for(Topic, viewer),
            address=lambda topic: url_for("topics.show", topic=topic),
            title=lambda topic: topic.title,
            preload=lambda query: query.options(joinedload(Topic.owner)),
            search=SEARCH,
        )
    )
    register_kind(BOARD)
    register_kind(
        Kind(
            name=Post.kind,
            model=Post,
            noun=lambda: _("post"),
            visible=is_seen,
            listed=is_listed,
            address=lambda post: url_for("posts.show", post=post.id),
            title=lambda post: post.topic.title,
            preload=lambda query: query.options(joinedload(Post.owner), joinedload(Post.topic)),
        )
    )
    watchable("topic", live.join)
    cache.unseen(Draft, Mention, PostEdit, Reader)
    cache.may_lag(Board, "last_topic_id", "topic_count")
    cache.may_lag(Topic, "last_post_at", "last_post_id", "post_count")
    cache.may_lag(Post)
    for fact in CHANGING:
        subscribe(fact, _freshen, name="pages")
    for liking in (Liked, Unliked):
        subscribe(liking, _freshen_likes, name="topics")
    subscribe(Posted, live.announce, name="live")
    subscribe(ThingRemoved, _let_go, name="topics", durable=True)


def _freshen(fact: Any) -> None:
    """Its own page, and when it is new that of what it is about."""
    cache.touch(Topic.kind, fact.topic_id)
    topic = db.session.get(Topic, fact.topic_id) if isinstance(fact, TopicStarted) else None
    if topic is not None and topic.about_id is not None:
        cache.touch(topic.about_kind, topic.about_id)


def _freshen_likes(fact: Any) -> None:
    post = db.session.get(Post, fact.thing_id) if fact.kind == Post.kind else None
    if post is not None:
        cache.touch(Topic.kind, post.topic_id)


def _let_go(fact: ThingRemoved) -> None:
    """What was said about a thing stays when the thing is gone."""
    about = (Topic.about_kind == fact.kind, Topic.about_id == fact.thing_id)
    change(update(Topic).where(*about).values(about_kind="", about_id=None))
