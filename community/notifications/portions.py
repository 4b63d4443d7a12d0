"""Telling many of a poll: in portions, each a transaction of its own, those first who are here.

A portion tells and says that there is more in one transaction, so that whoever goes on after a
crash goes on where it ended; the unique key of notifications holds whatever is told twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from community.accounts.models import Account, AccountSession, Profile
from community.core import clock
from community.core.db import is_sqlite
from community.core.events import publish
from community.core.ids import new_id
from community.extensions import db
from community.friends.audience import Audience, follows, is_muted
from community.friends.queries import audience_members, followers_of
from community.notifications.choices import channels, is_quiet
from community.notifications.events import LetterDue, Notified, ToldSome
from community.notifications.models import Notification
from community.notifications.readers import who_may_see
from community.notifications.topics import Mailed
from community.polls.models import Poll, Vote

PORTION = 1000
STRIDE = 1009  # ids of one portion stand apart; the first is as random as any
LATELY = timedelta(hours=2)  # a session's `seen_at` moves hourly


@dataclass(frozen=True)
class Round:
    """Who is told of which act: `at` is when the asker did it, `letters` whether one is due."""

    topic: str
    poll: Poll
    at: datetime
    people: Select[Profile]
    letters: bool


def asked(poll: Poll) -> Round | None:
    """Whoever the audience means: followers, friends, a circle, named people. Letters are not for
    followers, who are many and did not ask for the asker's questions in particular."""
    is_for_followers = poll.audience == Audience.FOLLOWERS
    people = followers_of(poll.owner_id) if is_for_followers else audience_members(poll)
    if people is None:
        return None
    return Round("asked", poll, poll.created_at, people, letters=not is_for_followers)


def decided(poll: Poll) -> Round | None:
    """Those who voted and may still see it."""
    voted = select(Vote.profile_id).where(Vote.poll_id == poll.id, Vote.profile_id.is_not(None))
    people = select(Profile).where(Profile.id.in_(voted))
    at = poll.decided_at
    return Round("decided", poll, at, people, letters=True) if at else None


ROUNDS: dict[str, Callable[[Poll], Round | None]] = {"asked": asked, "decided": decided}


def tell(turn: Round) -> None:
    """The first portion; small rounds end with it."""
    _tell(turn, ToldSome(turn.topic, turn.poll.id, 0, here=True), rings=True)


def tell_more(fact: ToldSome) -> None:
    poll = db.session.get(Poll, fact.poll_id)
    turn = ROUNDS[fact.topic](poll) if poll and poll.hidden_at is None else None
    if turn:
        _tell(turn, fact, rings=fact.here)


def _tell(turn: Round, start: ToldSome, *, rings: bool) -> None:
    left, after = PORTION, start.after
    for here in (True, False) if start.here else (False,):
        ids = _next(turn, after, left, here)
        _keep(turn, ids, rings=rings)
        if len(ids) == left:
            publish(ToldSome(turn.topic, turn.poll.id, ids[-1], here))
            return
        left, after = left - len(ids), 0


def _next(turn: Round, after: int, most: int, here: bool) -> list[int]:
    query = turn.people.with_only_columns(Profile.id).where(
        Profile.id > after,
        Profile.id != turn.poll.owner_id,
        ~is_muted(Profile.id, turn.poll.owner_id),
    )
    if here:
        query = query.where(_is_here())
    return list(db.session.scalars(query.order_by(Profile.id).limit(most)))


def _is_here() -> ColumnElement[bool]:
    return exists().where(
        AccountSession.account_id == Profile.account_id,
        AccountSession.ended_at.is_(None),
        AccountSession.seen_at > clock.now() - LATELY,
    )


def _keep(turn: Round, ids: list[int], *, rings: bool) -> None:
    """Those who were told of this act before stay as they are."""
    if turn.topic == "decided":
        ids = who_may_see(ids, "poll", turn.poll.id)
    told = _written(turn, ids) if ids else {}
    if turn.letters:
        for profile_id in _who_gets_letters(turn, list(told)):
            publish(LetterDue(told[profile_id][0]))
    for profile_id, (notification_id, in_page) in told.items() if rings else ():
        if in_page:
            publish(Notified(notification_id, profile_id, turn.topic))


def _written(turn: Round, ids: list[int]) -> dict[int, tuple[int, bool]]:
    """Notification ids of those who had not been told yet and whether it stands in their page, by
    profile id; one statement."""
    now, actor, table = clock.now(), turn.poll.owner_id, cast("Any", Notification.__table__)
    place = func.row_number().over(order_by=Profile.id)
    about = {"topic": turn.topic, "kind": "poll", "thing_id": turn.poll.id, "actor_id": actor}
    same = {**about, "count": 1, "created_at": now, "changed_at": now}
    fixed = [literal(value, table.c[name].type).label(name) for name, value in same.items()]
    own = literal(new_id(), BigInteger) + place * STRIDE
    in_page, mailed = channels(Profile.id, turn.topic)
    told = select(own, Profile.id, *fixed, in_page, mailed == Mailed.DAILY.value).where(
        Profile.id.in_(ids),
        or_(in_page, mailed != Mailed.NO.value),
        ~is_quiet(Profile.id, "poll", turn.poll.id),
    )
    chosen = ["in_page", "in_digest"]
    insert: Any = (sqlite if is_sqlite() else postgresql).insert(table)
    again = insert.from_select(["id", "profile_id", *same, *chosen], told).on_conflict_do_update(
        index_elements=["profile_id", "topic", "kind", "thing_id"],
        set_={"count": table.c.count + 1, "changed_at": now, "read_at": None}
        | {name: insert.excluded[name] for name in chosen},
        where=table.c.changed_at < turn.at,
    )
    made = again.returning(table.c.profile_id, table.c.id, table.c.in_page)
    return {row.profile_id: (row.id, row.in_page) for row in db.session.execute(made)}


def _who_gets_letters(turn: Round, ids: list[int]) -> list[int]:
    """Looked at once more when the letter is written; here it spares most their delivery."""
    wanting = (
        select(Profile.id)
        .join(Account, Account.id == Profile.account_id)
        .where(Profile.id.in_(ids), Account.wants_mail, Account.email_verified_at.is_not(None))
        .where(follows(Profile.id, turn.poll.owner_id))
        .where(channels(Profile.id, turn.topic)[1] == Mailed.AT_ONCE.value)
    )
    return list(db.session.scalars(wanting.order_by(Profile.id)))
