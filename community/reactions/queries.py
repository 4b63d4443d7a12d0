"""Selects over comments."""

from __future__ import annotations

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from community.core.pagination import Page, below, page_of, start_of
from community.friends.audience import no_block_between
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.reactions.models import Comment

SIZE = 20


def comments_seen_by(viewer: Viewer) -> Select[Comment]:
    """Those that stand, but for people who are blocked or have blocked."""
    seen = no_block_between(viewer, Comment.author_id)
    return select(Comment).where(Comment.removed_at.is_(None), seen)


def comments_under(
    viewer: Viewer, kind: str, thing_id: int, after: str | None = None
) -> Page[Comment]:
    """The newest, and a cursor to earlier ones. Ask first whether the viewer may see the thing."""
    rows = _under.scalars(viewer, kind=kind, thing=thing_id, **start_of(after)).unique()
    return page_of(list(rows), SIZE)


@prebuilt
def _under(viewer: Viewer) -> Select[Comment]:
    query = comments_seen_by(viewer).where(
        Comment.kind == bindparam("kind"), Comment.thing_id == bindparam("thing")
    )
    return below(query.options(joinedload(Comment.author)), Comment.id, SIZE)
