"""From what is said in forums to those who are told: subscribers, those named, quoted, thanked.

Whoever is named or quoted in a post hears of that, and not once more of a reply.
"""

from __future__ import annotations

from sqlalchemy import select

from community.accounts.models import Profile
from community.core.events import publish, subscribe
from community.extensions import db
from community.forums.events import AnswerAccepted, Mentioned, Posted
from community.forums.models import Mention, Post, Reader
from community.friends.audience import is_blocked
from community.notifications.events import ToldSubscribers
from community.notifications.readers import who_may_see
from community.notifications.telling import tell_all

PORTION = 1000


def listen() -> None:
    subscribe(Posted, replied, name="notify", durable=True)
    subscribe(ToldSubscribers, tell_subscribers, name="notify", durable=True)
    subscribe(Mentioned, mentioned, name="notify", durable=True)
    subscribe(AnswerAccepted, accepted, name="notify", durable=True)


def replied(fact: Posted) -> None:
    post = db.session.get(Post, fact.post_id)
    if post is None or not post.stands:
        return
    _tell_quoted(post)
    if post.number > 1:
        tell_subscribers(ToldSubscribers(post.id, 0))


def tell_subscribers(fact: ToldSubscribers) -> None:
    """A portion, and the fact that begins the next."""
    post = db.session.get(Post, fact.post_id)
    if post is None or not post.stands:
        return
    query = select(Reader.profile_id).where(
        Reader.topic_id == post.topic_id,
        Reader.is_subscribed,
        Reader.read_number < post.number,  # who has the page open has seen it
        Reader.profile_id > fact.after,
    )
    ids = list(db.session.scalars(query.order_by(Reader.profile_id).limit(PORTION)))
    others = set(ids) - _told_of(post) - {post.owner_id}
    tell_all(_met(post, others, "topic", post.topic_id), "replied", "topic", post.topic_id,
             post.owner_id)  # fmt: skip
    if len(ids) == PORTION:
        publish(ToldSubscribers(post.id, ids[-1]))


def mentioned(fact: Mentioned) -> None:
    post = db.session.get(Post, fact.post_id)
    if post is not None and post.stands:
        seen = _met(post, {fact.profile_id}, "post", post.id)
        tell_all(seen, "mentioned", "post", post.id, post.owner_id)


def accepted(fact: AnswerAccepted) -> None:
    post = db.session.get(Post, fact.post_id)
    if post is not None and post.stands and post.owner_id != fact.by_id:
        seen = _met(post, {post.owner_id}, "post", post.id)
        tell_all(seen, "helped", "post", post.id, fact.by_id)


def _tell_quoted(post: Post) -> None:
    quoted = post.quoted
    if quoted is not None and quoted.owner_id not in {post.owner_id, *_named_in(post)}:
        seen = _met(post, {quoted.owner_id}, "post", post.id)
        tell_all(seen, "quoted", "post", post.id, post.owner_id)


def _told_of(post: Post) -> set[int]:
    return {*_named_in(post), *([post.quoted.owner_id] if post.quoted else [])}


def _named_in(post: Post) -> set[int]:
    return set(db.session.scalars(select(Mention.profile_id).where(Mention.post_id == post.id)))


def _met(post: Post, ids: set[int], kind: str, thing_id: int) -> list[int]:
    """Who may see it, and neither blocked its author nor is blocked by them."""
    met = select(Profile.id).where(Profile.id.in_(ids), ~is_blocked(post.owner_id, Profile.id))
    return who_may_see(sorted(db.session.scalars(met)), kind, thing_id)
