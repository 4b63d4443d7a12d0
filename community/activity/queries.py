"""The feed, read from the followed at request time: correct at once after a block or a change."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select, union
from sqlalchemy.orm import aliased, joinedload

from community.activity.models import Activity
from community.collections.queries import followed_collection_ids
from community.core.db import is_sqlite
from community.core.kinds import Kind, all_kinds
from community.friends.audience import is_muted, no_block_between
from community.friends.queries import followed_ids
from community.friends.viewer import Viewer

KINDS = ("poll", "list", "collection", "mark", "purchase", "review")
FEW = 200


def may_meet(viewer: Viewer) -> ColumnElement[bool]:
    """The thing itself is asked, each time; audiences are never copied."""
    return or_(
        *(
            and_(
                Activity.kind == kind.name,
                _is_listed(kind, viewer),
            )
            for kind in all_kinds()
            if kind.name in KINDS
        )
    )


def _is_listed(kind: Kind, viewer: Viewer) -> ColumnElement[bool]:
    """Asked of one row after the other. Without the OFFSET PostgreSQL would rather read all things
    there are into a hash: it does not see that a feed stops after a page."""
    thing = select(kind.model.id).where(kind.model.id == Activity.thing_id, kind.listed(viewer))
    return exists(thing.offset(0).correlate(Activity))


def is_latest() -> ColumnElement[bool]:
    """A poll stands in a feed once: where it was asked, until it is decided."""
    later = aliased(Activity)
    decided = exists().where(
        later.kind == Activity.kind, later.thing_id == Activity.thing_id, later.id > Activity.id
    )
    return or_(Activity.kind != "poll", ~decided.correlate_except(later))


def feed_of(viewer: Viewer) -> Select[Activity]:
    """What those did whom the viewer follows, and what comes to collections they follow."""
    theirs = or_(_by_followed(viewer), _to_followed_collection(viewer))
    return _feed(viewer).where(theirs)


def feed_of_few(viewer: Viewer) -> Select[Activity]:
    """The same for who follows few on PostgreSQL, where a walk down from the newest would pass by
    everybody else's: theirs are sorted first, then asked one after the other until a page is full.

    Needs `before`, as `core.pagination.below` does.
    """
    theirs = union(
        *(
            select(Activity.id).where(condition, Activity.id < bindparam("before"))
            for condition in (_by_followed(viewer), _to_followed_collection(viewer))
        )
    )
    # OFFSET keeps the planner from turning it round.
    newest = theirs.order_by(theirs.selected_columns.id.desc()).offset(0).subquery()
    return _feed(viewer).join(newest, newest.c.id == Activity.id)


def has_few_to_follow(viewer: Viewer) -> bool:
    """Few enough that all they did is sooner sorted than found among what everybody did."""
    return bool(viewer.profile and viewer.profile.followed_count <= FEW and not is_sqlite())


def _feed(viewer: Viewer) -> Select[Activity]:
    return (
        select(Activity)
        .where(~is_muted(viewer.profile_id, Activity.actor_id))
        .where(may_meet(viewer), is_latest())
        .options(joinedload(Activity.actor))
    )


def _by_followed(viewer: Viewer) -> ColumnElement[bool]:
    return Activity.actor_id.in_(followed_ids(viewer.profile_id))


def _to_followed_collection(viewer: Viewer) -> ColumnElement[bool]:
    return and_(
        Activity.kind == "collection",
        Activity.thing_id.in_(followed_collection_ids(viewer.profile_id)),
        Activity.actor_id != viewer.profile_id,
        no_block_between(viewer, Activity.actor_id),
    )


def done_by(viewer: Viewer, profile_id: int) -> Select[Activity]:
    """What one member did, as far as the viewer may meet it."""
    return (
        select(Activity)
        .where(Activity.actor_id == profile_id, may_meet(viewer), is_latest())
        .options(joinedload(Activity.actor))
    )


def public_activity(viewer: Viewer) -> Select[Activity]:
    return (
        select(Activity)
        .where(may_meet(viewer), is_latest(), no_block_between(viewer, Activity.actor_id))
        .options(joinedload(Activity.actor))
    )
