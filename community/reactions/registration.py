"""What the rest of the house hears of comments and likes."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import delete, select

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import Fact, subscribe
from community.core.kinds import Kind, ThingRemoved, register_kind
from community.core.live import watchable
from community.extensions import db
from community.reactions import live
from community.reactions.access import COMMENTED, LIKED, comments_may_be_seen
from community.reactions.events import Commented, CommentRemoved, Liked, Unliked
from community.reactions.models import Comment, Like, LikeCount

LONGEST_TITLE = 80
CHANGING: tuple[type[Fact], ...] = (Commented, CommentRemoved, Liked, Unliked)


def register() -> None:
    moves_with_product(Comment.thing_id, kind=Comment.kind)
    one_each = (Like.profile_id,)
    moves_with_product(Like.thing_id, kind=Like.kind, one_per=one_each, counted=LikeCount.shift)
    register_kind(
        Kind(
            name="comment",
            model=Comment,
            noun=lambda: _("comment"),
            visible=comments_may_be_seen,
            listed=comments_may_be_seen,
            address=lambda comment: url_for("comments.show", comment=comment.id),
            title=lambda comment: " ".join(comment.body.split())[:LONGEST_TITLE],
        )
    )
    for kind in COMMENTED:
        watchable(live.room(kind), live.joiner(kind, live.room(kind)))
    for kind in LIKED:
        watchable(live.hearts_room(kind), live.joiner(kind, live.hearts_room(kind)))
    cache.may_lag(Comment)
    cache.may_lag(Like)
    cache.may_lag(LikeCount, "count")
    for fact in CHANGING:
        subscribe(fact, _freshen, name="pages")
    subscribe(Commented, live.announce, name="live")
    subscribe(CommentRemoved, live.announce, name="live")
    subscribe(Liked, live.announce_likes, name="live")
    subscribe(Unliked, live.announce_likes, name="live")
    subscribe(ThingRemoved, forget_reactions, name="comments", durable=True)


def _freshen(fact: Any) -> None:
    """A page that shows a comment's likes is that of the thing it stands under."""
    comment = db.session.get(Comment, fact.thing_id) if fact.kind == "comment" else None
    cache.touch(*(comment.kind, comment.thing_id) if comment else (fact.kind, fact.thing_id))


def forget_reactions(fact: ThingRemoved) -> None:
    """What was said and liked goes with what it was about."""
    under = Comment.kind == fact.kind, Comment.thing_id == fact.thing_id
    comments = select(Comment.id).where(*under)
    for model in (Like, LikeCount):
        of_comments = delete(model).where(model.kind == "comment", model.thing_id.in_(comments))
        db.session.execute(of_comments)
        own = delete(model).where(model.kind == fact.kind, model.thing_id == fact.thing_id)
        db.session.execute(own)
    db.session.execute(delete(Comment).where(*under))
