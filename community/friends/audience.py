"""Who may see what. Two SQL conditions decide everything:

`visible_to`  may open it: owner, or in the audience, or holds its link; not blocked; not hidden
`listed_for`  may meet it in lists, feeds, search and counts: the same without the link
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    and_,
    exists,
    false,
    literal,
    or_,
    true,
)
from sqlalchemy.orm import Mapped, declared_attr, relationship

from community.accounts.models import Profile
from community.core.columns import moment, reference, text_column
from community.friends.models import Block, Follow, Membership, Mute, PeopleSet
from community.friends.viewer import Viewer


class Audience(StrEnum):
    PUBLIC = "public"
    FOLLOWERS = "followers"
    FRIENDS = "friends"
    PEOPLE = "people"
    ME = "me"


class Audienced:
    """Columns of a thing that somebody owns and shows to some. Default: friends."""

    kind: str  # the name under which it is registered in core.kinds

    owner_id: Mapped[int] = reference("profiles.id")
    audience: Mapped[str] = text_column(10, default=Audience.FRIENDS.value)
    people_set_id: Mapped[int | None] = reference(
        "people_sets.id", on_delete="SET NULL", nullable=True
    )
    hidden_at = moment()

    @declared_attr
    def owner(cls) -> Mapped[Profile]:
        return relationship(Profile, foreign_keys=[cls.owner_id])  # type: ignore[list-item]

    @declared_attr
    def people_set(cls) -> Mapped[PeopleSet | None]:
        return relationship(PeopleSet, foreign_keys=[cls.people_set_id])  # type: ignore[list-item]

    @staticmethod
    def audience_check() -> CheckConstraint:
        names = ", ".join(f"'{audience.value}'" for audience in Audience)
        return CheckConstraint(f"audience IN ({names})", name="audience")

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    def show_to(self, audience: str, people: PeopleSet | None = None) -> None:
        self.audience = Audience(audience).value
        self.people_set = people if self.audience == Audience.PEOPLE else None


def visible_to(model: Any, viewer: Viewer) -> ColumnElement[bool]:
    linked = viewer.linked(model.kind)
    opened = model.id.in_(linked) if linked else false()
    return and_(or_(_in_audience(model, viewer), opened), *_not_refused(model, viewer))


def listed_for(model: Any, viewer: Viewer) -> ColumnElement[bool]:
    return and_(_in_audience(model, viewer), *_not_refused(model, viewer))


# Made once: an alias costs more to make than the rest of a condition. None stands inside another
# of its own table.
_follow = Follow.__table__.alias("a_follow")
_block = Block.__table__.alias("a_block")
_mute = Mute.__table__.alias("a_mute")
_member = Membership.__table__.alias("a_member")
_people = PeopleSet.__table__.alias("a_set")


def follows(follower: Any, followed: Any) -> ColumnElement[bool]:
    """`follower` follows `followed`; ids or columns."""
    columns = _follow.c
    there = exists().where(columns.follower_id == follower, columns.followed_id == followed)
    # Said aloud, since two levels down SQLAlchemy would select from the outer table once more.
    return there.correlate_except(_follow)


def are_friends(one: Any, other: Any) -> ColumnElement[bool]:
    return and_(follows(one, other), follows(other, one))


def is_blocked(one: Any, other: Any) -> ColumnElement[bool]:
    """A block stands between the two, in either direction."""
    blocker, blocked = _block.c.blocker_id, _block.c.blocked_id
    there = exists().where(
        or_(and_(blocker == one, blocked == other), and_(blocker == other, blocked == one))
    )
    return there.correlate_except(_block)


def is_muted(muter: Any, muted: Any) -> ColumnElement[bool]:
    """`muter` wants to hear nothing of what `muted` does; ids or columns."""
    columns = _mute.c
    there = exists().where(columns.muter_id == muter, columns.muted_id == muted)
    return there.correlate_except(_mute)


def no_block_between(viewer: Viewer, profile_column: Any) -> ColumnElement[bool]:
    """For lists of people and of what they wrote."""
    me = viewer.profile_id
    return true() if me is None else ~is_blocked(_said(me), profile_column)


def _in_audience(model: Any, viewer: Viewer) -> ColumnElement[bool]:
    if viewer.stand_in is not None:
        return viewer.stand_in.is_in_audience(model)
    public = model.audience == Audience.PUBLIC.value
    me = viewer.profile_id
    if me is None:
        return public
    return or_(
        public,
        model.owner_id == me,
        and_(model.audience == Audience.FOLLOWERS.value, follows(me, model.owner_id)),
        and_(model.audience == Audience.FRIENDS.value, are_friends(me, model.owner_id)),
        and_(model.audience == Audience.PEOPLE.value, is_named(model, me)),
    )


def _said(me: Any) -> ColumnElement[int]:
    return literal(me) if isinstance(me, int) else me


def is_named(model: Any, me: int) -> ColumnElement[bool]:
    """In the set; a circle also asks for friendship now."""
    member, people = _member.c, _people.c
    still = or_(people.sort == "named", are_friends(me, model.owner_id))
    named = (
        exists(member.id)
        .where(people.id == member.set_id, member.set_id == model.people_set_id)
        .where(member.profile_id == me, still)
    )
    return named.correlate_except(_member, _people)


def _not_refused(model: Any, viewer: Viewer) -> list[ColumnElement[bool]]:
    me = viewer.profile_id
    hidden = model.hidden_at.is_(None)
    if me is None:
        return [hidden]
    return [
        or_(hidden, model.owner_id == me),
        or_(model.owner_id == me, ~is_blocked(_said(me), model.owner_id)),
    ]
