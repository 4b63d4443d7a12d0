"""Selects over polls, and what their cards need."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import aliased, joinedload, selectinload

from community.catalog.models import Product
from community.extensions import db
from community.friends.audience import Audience, follows, is_muted, listed_for, visible_to
from community.friends.models import Follow, Membership
from community.friends.queries import audience_members, count_followers
from community.friends.viewer import Viewer
from community.polls.models import Option, Poll, Vote


def for_cards(query: Select[Any]) -> Select[Any]:
    """Finish a select of polls with what is asked of every card (see `polls.cards`)."""
    return query.options(joinedload(Poll.owner))


def with_material(query: Select[Any]) -> Select[Any]:
    """The same with all that a card is drawn from."""
    return for_cards(query).options(
        joinedload(Poll.product).selectinload(Product.offers),
        selectinload(Poll.options).joinedload(Option.product).selectinload(Product.offers),
    )


def open_polls() -> Select[Poll]:
    return select(Poll).where(Poll.is_open())


def to_answer(viewer: Viewer) -> Select[Poll]:
    """Open, put to the viewer by somebody they know, and not answered yet."""
    me = viewer.profile_id
    return open_polls().where(
        Poll.id.in_(_put_to(me)),
        listed_for(Poll, viewer),
        Poll.owner_id != me,
        ~is_muted(me, Poll.owner_id),
        _is_meant_for(me),
        ~has_answered(me),
    )


def _put_to(profile_id: Any) -> CompoundSelect[Any]:
    """Open polls of those whom a member follows, and of sets the member is in: found from the
    member's side, else all that are open anywhere would be looked at."""
    of_followed, of_set = aliased(Poll), aliased(Poll)
    return union_all(
        select(of_followed.id)
        .join(Follow, Follow.followed_id == of_followed.owner_id)
        .where(Follow.follower_id == profile_id, of_followed.closed_at.is_(None)),
        select(of_set.id)
        .join(Membership, Membership.set_id == of_set.people_set_id)
        .where(Membership.profile_id == profile_id, of_set.closed_at.is_(None)),
    )


def asked_by(profile_id: int | None, viewer: Viewer) -> Select[Poll]:
    """A member's polls, as far as the viewer may meet them."""
    return select(Poll).where(Poll.owner_id == profile_id, listed_for(Poll, viewer))


def answered_by(viewer: Viewer) -> Select[Poll]:
    return select(Poll).where(has_answered(viewer.profile_id), visible_to(Poll, viewer))


def showing(product_id: Any) -> ColumnElement[bool]:
    """Polls about a product; give its id or a column."""
    about, option = aliased(Poll), aliased(Option)
    whole = select(about.id).where(about.product_id == product_id).correlate_except(about)
    chosen = select(option.poll_id).where(option.product_id == product_id).correlate_except(option)
    return Poll.id.in_(union_all(whole, chosen))


def shows(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    """There is a poll about this product that the viewer may open."""
    query = select(Poll.id).where(showing(product_id), visible_to(Poll, viewer))
    return exists(query.correlate_except(Poll))


def has_answered(profile_id: int | None) -> ColumnElement[bool]:
    vote = aliased(Vote)
    return exists().where(vote.poll_id == Poll.id, vote.profile_id == profile_id)


def count_asked(poll: Poll) -> int:
    """How many people an audience means; 0 where nobody in particular is asked."""
    if poll.audience == Audience.FOLLOWERS:
        return count_followers(poll.owner_id)
    people = audience_members(poll)
    if people is None:
        return 0
    return db.session.scalar(select(func.count()).select_from(people.subquery())) or 0


def _is_meant_for(profile_id: int | None) -> ColumnElement[bool]:
    """Everyone may answer a public poll, but it is put to those who follow the asker."""
    is_public = Poll.audience == Audience.PUBLIC.value
    return or_(~is_public, and_(is_public, follows(profile_id, Poll.owner_id)))
