"""The posts of a page, as one viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Executable,
    and_,
    bindparam,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased, joinedload, selectinload

from community.extensions import db
from community.forums.models import Post, Topic
from community.forums.models.topic import POSTS_A_PAGE
from community.friends.audience import is_blocked
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer


@dataclass(frozen=True)
class Seen:
    """A post on a page. `fold` says why its words are not shown: blocked, removed or hidden; the
    number stays. `quoted` is there when what it quotes may be shown."""

    post: Post
    fold: str
    quoted: Post | None


def posts_on(viewer: Viewer, topic: Topic, page: int) -> list[Seen]:
    first = (page - 1) * POSTS_A_PAGE
    return _between(viewer, topic.id, first, first + POSTS_A_PAGE)


def posts_after(viewer: Viewer, topic: Topic, number: int) -> list[Seen]:
    """What was said since, a page at most."""
    return _between(viewer, topic.id, number, number + POSTS_A_PAGE)


def count_after(viewer: Viewer, topic: Topic, number: int) -> int:
    """How many others have said something since."""
    query = select(func.count(Post.id)).where(
        Post.topic_id == topic.id, Post.number > number, Post.removed_at.is_(None)
    )
    if viewer.is_member:
        query = query.where(Post.owner_id != viewer.profile_id)
    return db.session.scalar(query) or 0


def post_numbered(viewer: Viewer, topic: Topic, number: int | None) -> Seen | None:
    found = _between(viewer, topic.id, number - 1, number) if number else []
    return next((seen for seen in found if not seen.fold), None)


def _between(viewer: Viewer, topic_id: int, above: int, last: int) -> list[Seen]:
    found = _posts.execute(viewer, topic=topic_id, above=above, last=last)
    rows: list[Any] = list(found.unique())
    return [Seen(row[0], _fold(viewer, row[0], row[1]), row[2]) for row in rows]


def _fold(viewer: Viewer, post: Post, is_blocked: bool) -> str:
    if is_blocked:
        return "blocked"
    if post.removed_at is not None:
        return "removed"
    return "hidden" if post.hidden_at is not None and not viewer.owns(post) else ""


@prebuilt
def _posts(viewer: Viewer) -> Executable:
    other = aliased(Post, name="quoted_post")
    me = viewer.profile_id
    blocked = literal(False) if me is None else is_blocked(me, Post.owner_id)
    shown: list[ColumnElement[bool]] = [other.removed_at.is_(None), other.hidden_at.is_(None)]
    if me is not None:
        shown.append(or_(other.owner_id == me, ~is_blocked(me, other.owner_id)))
    return (
        select(Post, blocked, other)
        .outerjoin(other, and_(other.id == Post.quoted_id, *shown))
        .where(Post.topic_id == bindparam("topic", type_=BigInteger))
        .where(Post.number > bindparam("above"), Post.number <= bindparam("last"))
        .order_by(Post.number)
        .options(joinedload(Post.owner), selectinload(Post.pictures))
        .options(joinedload(other.owner))
    )
