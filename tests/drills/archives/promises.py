"""What people were told is kept, and what of it is there."""

from __future__ import annotations

import time

from community.extensions import db
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment
from community.wishlists.models import Wish
from tests.drills.people import Crowd


class Stamped(list[str]):
    """Words, each with the time at which we heard that they are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def append(self, words: str) -> None:
        super().append(words)
        self.at.append(time.time())

    def before(self, moment: float) -> set[str]:
        return {words for words, at in zip(self, self.at, strict=False) if at < moment}


def promised_of(crowd: Crowd, moment: float) -> list[set[str]]:
    """Wishes (typed or clipped) and comments whose writers were answered before `moment`."""
    ledgers = crowd.ledgers.values()
    return [
        set().union(*(each.wishes.before(moment) | each.clips.before(moment) for each in ledgers)),
        set().union(*(each.comments.before(moment) for each in ledgers)),
    ]


def missing_of(crowd: Crowd, moment: float) -> set[str]:
    """What was promised and is not there; halves of transactions count as missing."""
    wishes, comments = promised_of(crowd, moment)
    missing = wishes - set(db.session.scalars(db.select(Wish.title)))
    missing |= comments - set(db.session.scalars(db.select(Comment.body)))
    poll = db.session.query(Poll).one_or_none()
    if poll is None or poll.vote_count != db.session.query(Vote).count():
        missing.add("votes counted and votes kept are not the same number")
    for option in db.session.query(Option):
        if option.votes != db.session.query(Vote).filter_by(option_id=option.id).count():
            missing.add(f"votes for {option.text}")
    return missing
