"""What can be commented on, and by whom."""

from __future__ import annotations

from typing import Any

from flask import abort

from community.core.kinds import find_thing
from community.extensions import db
from community.friends.viewer import Viewer
from community.reactions.models import Comment

COMMENTED = ("poll", "product")


def find_commented(viewer: Viewer, kind: str, thing_id: int) -> Any:
    """The thing, if the viewer may open it and people talk under things of its kind."""
    if kind not in COMMENTED:
        abort(404)
    return find_thing(viewer, kind, thing_id)


def find_own_comment(viewer: Viewer, comment_id: int) -> Comment:
    comment = db.session.get(Comment, comment_id)
    if comment is None or comment.author_id != viewer.profile_id:
        abort(404)
    return comment
