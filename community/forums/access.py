"""Topics and posts, found through the viewer, and who may do what with them."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, and_, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from community.core.kinds import all_kinds, find_thing, thing_or_none
from community.extensions import db
from community.forums.models import Board, Post, Topic
from community.friends.audience import Audience, is_blocked, listed_for, visible_to
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer

# What a topic may be about, where such a kind is registered.
DISCUSSED = ("product", "list", "collection", "poll", "shop")


def find_board(slug: str) -> Board:
    return db.session.scalar(select(Board).where(Board.slug == slug)) or abort(404)


def find_open_board(slug: str) -> Board | None:
    """One where topics may be begun."""
    query = select(Board).where(Board.slug == slug, Board.archived_at.is_(None))
    return db.session.scalar(query)


def find_topic(viewer: Viewer, topic_id: int) -> Topic:
    return _visible.scalars(viewer, topic=topic_id).unique().one_or_none() or abort(404)


@prebuilt
def _visible(viewer: Viewer) -> Select[Topic]:
    asked = Topic.id == bindparam("topic")
    query = select(Topic).where(asked, visible_to(Topic, viewer))
    return query.options(joinedload(Topic.board), joinedload(Topic.owner))


def find_own_topic(viewer: Viewer, topic_id: int) -> Topic:
    topic = find_topic(viewer, topic_id)
    return topic if viewer.owns(topic) else abort(404)


def find_topic_to_moderate(viewer: Viewer, topic_id: int) -> Topic:
    if not may_moderate(viewer):
        abort(404)
    return find_topic(viewer, topic_id)


def post_seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """For posts joined with their topics: may be opened, quoted and told of."""
    return _standing(viewer, visible_to(Topic, viewer))


def is_seen(viewer: Viewer) -> ColumnElement[bool]:
    """The same of a post by itself, for whoever knows kinds alone."""
    return Post.id.in_(_shown(viewer, visible_to(Topic, viewer)))


def is_listed(viewer: Viewer) -> ColumnElement[bool]:
    return Post.id.in_(_shown(viewer, listed_for(Topic, viewer)))


def _shown(viewer: Viewer, topic: ColumnElement[bool]) -> Select[int]:
    other = Post.__table__.alias("a_post")
    there = _standing(viewer, topic, other.c)
    joined = select(other.c.id).join(Topic, Topic.id == other.c.topic_id)
    return joined.where(there, other.c.id == Post.id).correlate(Post)


def _standing(viewer: Viewer, topic: ColumnElement[bool], post: Any = Post) -> ColumnElement[bool]:
    stands = and_(topic, post.removed_at.is_(None), post.hidden_at.is_(None))
    me = viewer.profile_id
    return stands if me is None else and_(stands, ~is_blocked(me, post.owner_id))


def find_post(viewer: Viewer, post_id: int) -> Post:
    """With its topic, board and author."""
    query = select(Post).join(Post.topic).where(Post.id == post_id, post_seen_by(viewer))
    whole = query.options(
        contains_eager(Post.topic).joinedload(Topic.board), joinedload(Post.owner)
    )
    return db.session.scalar(whole) or abort(404)


def find_own_post(viewer: Viewer, post_id: int) -> Post:
    post = find_post(viewer, post_id)
    return post if viewer.owns(post) else abort(404)


def find_written(viewer: Viewer, post_id: int) -> Post:
    """One's own, wherever it stands and whatever became of it: to take it back."""
    query = select(Post).where(Post.id == post_id, Post.owner_id == viewer.profile_id)
    return db.session.scalar(query.options(joinedload(Post.topic))) or abort(404)


def find_post_with_history(viewer: Viewer, post_id: int) -> Post:
    """What it said before is for its author and for moderators."""
    post = find_post(viewer, post_id)
    return post if viewer.owns(post) or may_moderate(viewer) else abort(404)


def may_moderate(viewer: Viewer) -> bool:
    account = viewer.profile.account if viewer.profile else None
    return bool(getattr(account, "is_moderator", False))


def may_reply(viewer: Viewer, topic: Topic) -> bool:
    return viewer.is_member and (topic.locked_at is None or may_moderate(viewer))


def may_edit(viewer: Viewer, post: Post) -> bool:
    """One's own, while the topic is open."""
    return viewer.owns(post) and post.stands and may_reply(viewer, post.topic)


def may_accept(viewer: Viewer, topic: Topic, post: Post) -> bool:
    """Who asked says which reply helped."""
    return viewer.owns(topic) and post.number > 1 and post.stands


def may_remove_topic(viewer: Viewer, topic: Topic) -> bool:
    return viewer.owns(topic) and topic.post_count <= 1


def can_be_discussed(kind: str) -> bool:
    return kind in DISCUSSED and any(each.name == kind for each in all_kinds())


def is_offered_for_talk(viewer: Viewer, thing: Any) -> bool:
    """Whether its page says “Discuss it”: a discussion is public, so of what is not, only the
    owner is asked; and of what nobody else sees, nobody."""
    if getattr(thing, "is_public", True):
        return True
    return viewer.owns(thing) and thing.audience != Audience.ME


def find_discussed(viewer: Viewer, kind: str, thing_id: int) -> Any:
    """What somebody wants to talk about: they must see it themselves."""
    return find_thing(viewer, kind, thing_id) if can_be_discussed(kind) else abort(404)


def subject_of(viewer: Viewer, topic: Topic) -> Any:
    """What a topic is about, for those who may see that; None for everybody else."""
    if topic.about_id is None or not can_be_discussed(topic.about_kind):
        return None
    return thing_or_none(viewer, topic.about_kind, topic.about_id)
