"""What the rest of the house hears of comments."""

from __future__ import annotations

from sqlalchemy import delete

from community.core import cache
from community.core.events import subscribe
from community.core.kinds import ThingRemoved
from community.core.live import watchable
from community.extensions import db
from community.reactions import live
from community.reactions.access import COMMENTED
from community.reactions.events import Commented, CommentRemoved
from community.reactions.models import Comment


def register() -> None:
    for kind in COMMENTED:
        watchable(live.room(kind), live.joiner(kind))
    cache.may_lag(Comment)
    subscribe(Commented, _freshen, name="pages")
    subscribe(CommentRemoved, _freshen, name="pages")
    subscribe(Commented, live.announce, name="live")
    subscribe(CommentRemoved, live.announce, name="live")
    subscribe(ThingRemoved, forget_comments, name="comments", durable=True)


def _freshen(fact: Commented | CommentRemoved) -> None:
    cache.touch(fact.kind, fact.thing_id)


def forget_comments(fact: ThingRemoved) -> None:
    """What was said goes with what it was said about."""
    under = (Comment.kind == fact.kind, Comment.thing_id == fact.thing_id)
    db.session.execute(delete(Comment).where(*under))
