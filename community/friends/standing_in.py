"""“View as…”: a member's own pages as a stranger, a follower, a friend or somebody named sees them.

The stand-in is nobody who is signed in: it owns nothing, writes nothing, and what is personal to
anybody (their votes, saves, blocks) is not asked for. Only the audiences of one owner's things open
to it as they would to the other. So it never shows more than they would get, and nothing of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from community.extensions import db
from community.friends import audience
from community.friends.audience import Audience

STRANGER, FOLLOWER, FRIEND = "stranger", "follower", "friend"
OPEN_TO = {
    STRANGER: (),
    FOLLOWER: (Audience.FOLLOWERS.value,),
    FRIEND: (Audience.FOLLOWERS.value, Audience.FRIENDS.value),
}


@dataclass(frozen=True)
class StandIn:
    """`who` is a key of OPEN_TO, or the handle of `person_id` with its @."""

    owner_id: int
    who: str
    name: str = ""
    person_id: int | None = None
    audiences: tuple[str, ...] = ()

    @classmethod
    def of(cls, owner_id: int, who: str) -> StandIn:
        return cls(owner_id, who, audiences=OPEN_TO[who])

    @classmethod
    def of_person(cls, owner_id: int, person: Any) -> StandIn:
        """As they stand to the owner now."""
        follows, is_friend = db.session.execute(
            select(
                audience.follows(person.id, owner_id),
                audience.are_friends(person.id, owner_id),
            )
        ).one()
        stands = FRIEND if is_friend else FOLLOWER if follows else STRANGER
        who = f"@{person.handle}"
        return cls(owner_id, who, person.name, person.id, OPEN_TO[stands])

    def is_in_audience(self, model: Any) -> ColumnElement[bool]:
        named: ColumnElement[bool] = false()
        if self.person_id is not None:
            is_named = audience.is_named(model, self.person_id)
            named = and_(model.audience == Audience.PEOPLE.value, is_named)
        shown = or_(model.audience.in_(self.audiences), named)
        public = model.audience == Audience.PUBLIC.value
        return or_(public, and_(model.owner_id == self.owner_id, shown))
