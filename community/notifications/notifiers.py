"""From facts to those who are told: never the actor, and only of what they may see."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from community.accounts.models import Profile
from community.core.kinds import kind_named
from community.extensions import db
from community.friends.audience import is_blocked
from community.notifications import portions
from community.notifications.models import Notification
from community.notifications.readers import who_may_see
from community.notifications.telling import tell, tell_all
from community.polls.events import PollAsked, PollClosed, PollDecided, VoteCast
from community.polls.models import Poll, Vote
from community.polls.queries import count_asked
from community.reactions.events import Commented
from community.reactions.models import Comment

MOST_SPEAKERS = 200


def asked(fact: PollAsked) -> None:
    """Whoever the audience means is asked; the poll remembers how many."""
    poll = db.session.get(Poll, fact.poll_id)
    turn = portions.asked(poll) if poll else None
    if poll and turn:
        poll.asked_count = count_asked(poll)
        portions.tell(turn)


def voted(fact: VoteCast) -> None:
    """New votes only: who takes one back or thinks again is not told of twice."""
    poll = db.session.get(Poll, fact.poll_id)
    if poll is None or poll.owner_id == fact.profile_id or not _has_vote(fact):
        return
    others = _count_votes(poll)
    told = Notification.profile_id == poll.owner_id, Notification.thing_id == poll.id
    row = db.session.scalar(select(Notification).where(*told, Notification.topic == "voted"))
    if row is None or row.count < others or row.actor_id != fact.profile_id:
        tell(poll.owner_id, "voted", "poll", poll.id, fact.profile_id, count=others)


def closed(fact: PollClosed) -> None:
    poll = db.session.get(Poll, fact.poll_id)
    if poll is not None and poll.decided_at is None:
        tell_all([poll.owner_id], "closed", "poll", poll.id, None)


def decided(fact: PollDecided) -> None:
    """Those who voted hear what became of it."""
    poll = db.session.get(Poll, fact.poll_id)
    turn = portions.decided(poll) if poll else None
    if turn:
        portions.tell(turn)


def commented(fact: Commented) -> None:
    """The owner, and those who spoke there last."""
    comment = db.session.get(Comment, fact.comment_id)
    if comment is None or comment.removed_at is not None:
        return
    ids = set(db.session.scalars(_speakers(fact))) | _owner_of(fact)
    ids = _who_meet(fact.author_id, ids - {fact.author_id})
    others = who_may_see(sorted(ids), fact.kind, fact.thing_id)
    tell_all(others, "commented", fact.kind, fact.thing_id, fact.author_id)


def _has_vote(fact: VoteCast) -> bool:
    member, guest = Vote.profile_id == fact.profile_id, Vote.guest_id == fact.guest_id
    query = select(Vote.id).where(Vote.poll_id == fact.poll_id)
    return db.session.scalar(query.where(member if fact.profile_id else guest)) is not None


def _count_votes(poll: Poll) -> int:
    """Those of others; guests have no profile."""
    by_owner = func.coalesce(Vote.profile_id, 0) == poll.owner_id
    query = select(func.count(Vote.id)).where(Vote.poll_id == poll.id, ~by_owner)
    return db.session.scalar(query) or 0


def _owner_of(fact: Commented) -> set[int]:
    thing: Any = db.session.get(kind_named(fact.kind).model, fact.thing_id)
    owner = getattr(thing, "owner_id", None)
    return {owner} if owner else set()


def _speakers(fact: Commented) -> Select[int]:
    """Of the latest comments: a thing that thousands talk about does not ring for all of them."""
    latest = (
        select(Comment.author_id)
        .where(Comment.kind == fact.kind, Comment.thing_id == fact.thing_id)
        .where(Comment.removed_at.is_(None))
        .order_by(Comment.id.desc())
        .limit(MOST_SPEAKERS)
        .subquery()
    )
    return select(latest.c.author_id).distinct()


def _who_meet(actor_id: int, ids: set[int]) -> set[int]:
    """Without those who blocked the actor or are blocked: the row they have stays as it is."""
    met = select(Profile.id).where(Profile.id.in_(ids), ~is_blocked(actor_id, Profile.id))
    return set(db.session.scalars(met))
