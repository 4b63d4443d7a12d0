"""What can be commented on and liked, and by whom."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, and_, exists, or_, select

from community.core.kinds import Kind, find_thing, kind_named, thing_or_none
from community.extensions import db
from community.friends.audience import no_block_between
from community.friends.viewer import Viewer
from community.reactions.models import Comment

# Lists have none: givers would talk there about what they give, and the owner reads along.
COMMENTED = ("poll", "product", "collection", "purchase")
# People cannot be liked, on purpose. A kind that nobody registered is found nowhere.
LIKED = ("poll", "product", "list", "collection", "purchase", "comment", "post")


def find_commented(viewer: Viewer, kind: str, thing_id: int) -> Any:
    """The thing, if the viewer may open it and people talk under things of its kind."""
    if kind not in COMMENTED:
        abort(404)
    return find_thing(viewer, kind, thing_id)


def find_liked(viewer: Viewer, kind: str, thing_id: int) -> Any:
    """The thing, if the viewer may open it and things of its kind can be liked."""
    if kind not in LIKED:
        abort(404)
    return find_thing(viewer, kind, thing_id)


def find_removable_comment(viewer: Viewer, comment_id: int) -> Comment:
    """Whoever wrote it takes it back; whoever owns what it stands under takes it away."""
    comment = db.session.get(Comment, comment_id)
    if comment is None or not _may_remove(viewer, comment):
        abort(404)
    return comment


def find_comment(viewer: Viewer, comment_id: int) -> Comment:
    found: Comment = find_thing(viewer, "comment", comment_id)
    return found


def may_remove(viewer: Viewer, comment: Comment, thing: Any) -> bool:
    owner_id = getattr(thing, "owner_id", None)
    return viewer.is_member and viewer.profile_id in (comment.author_id, owner_id)


def _may_remove(viewer: Viewer, comment: Comment) -> bool:
    """Of one's own words always, be the thing out of sight by now."""
    if viewer.profile_id == comment.author_id:
        return True
    thing = thing_or_none(viewer, comment.kind, comment.thing_id)
    return thing is not None and may_remove(viewer, comment, thing)


def stands_for(viewer: Viewer) -> ColumnElement[bool]:
    """What a moderator hid, its author goes on seeing."""
    shown = Comment.hidden_at.is_(None)
    return or_(shown, Comment.author_id == viewer.profile_id) if viewer.is_member else shown


def comments_may_be_seen(viewer: Viewer) -> ColumnElement[bool]:
    """Where the thing may be; whose author the viewer meets. For the register of kinds."""
    under = (_stands_under(kind_named(name), viewer) for name in COMMENTED)
    stands = Comment.removed_at.is_(None) & stands_for(viewer)
    return and_(stands, no_block_between(viewer, Comment.author_id), or_(*under))


def _stands_under(kind: Kind, viewer: Viewer) -> ColumnElement[bool]:
    thing = select(kind.model.id).where(kind.model.id == Comment.thing_id, kind.visible(viewer))
    return and_(Comment.kind == kind.name, exists(thing.correlate(Comment)))
