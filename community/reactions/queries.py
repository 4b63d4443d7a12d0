"""Selects over comments and likes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, exists, false, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Profile
from community.core.pagination import Page, below, page_of, start_of
from community.friends.audience import no_block_between
from community.friends.prebuilt import prebuilt
from community.friends.queries import people_for
from community.friends.viewer import Viewer
from community.reactions.access import stands_for
from community.reactions.models import Comment, Like, LikeCount

SIZE = 20


@dataclass(frozen=True)
class Hearts:
    """How many like a thing, and whether the viewer is one of them."""

    count: int = 0
    is_mine: bool = False


NONE = Hearts()


def comments_seen_by(viewer: Viewer) -> Select[Comment]:
    """Those that stand, but for people who are blocked or have blocked."""
    seen = no_block_between(viewer, Comment.author_id)
    return select(Comment).where(Comment.removed_at.is_(None), stands_for(viewer), seen)


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


def hearts_of(viewer: Viewer, kind: str, ids: list[int]) -> dict[int, Hearts]:
    """By thing id, of those that anybody likes; one select for any number of things."""
    rows: Any = _hearts.execute(viewer, kind=kind, ids=ids)
    return {thing_id: Hearts(count, bool(mine)) for thing_id, count, mine in rows}


@prebuilt
def _hearts(viewer: Viewer) -> Select[int, int, bool]:
    mine = exists().where(
        Like.kind == LikeCount.kind,
        Like.thing_id == LikeCount.thing_id,
        Like.profile_id == viewer.profile_id,
    )
    is_mine = mine if viewer.is_member else false()
    return select(LikeCount.thing_id, LikeCount.count, is_mine).where(
        LikeCount.kind == bindparam("kind"),
        LikeCount.thing_id.in_(bindparam("ids", expanding=True)),
    )


def likes_seen_by(viewer: Viewer, kind: str, thing_id: int) -> Select[Like]:
    """Those of people whom the viewer may meet."""
    met = people_for(viewer).with_only_columns(Profile.id)
    return (
        select(Like)
        .where(Like.kind == kind, Like.thing_id == thing_id, Like.profile_id.in_(met))
        .options(joinedload(Like.profile))
    )
