"""Boards and rows of topics."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import BigInteger, Select, bindparam, select
from sqlalchemy.orm import joinedload

from community.core import clock
from community.core.pagination import Page, below, page_of, start_of
from community.extensions import db
from community.forums.models import Board, Draft, Reader, Topic
from community.friends.audience import listed_for
from community.friends.prebuilt import prebuilt, things
from community.friends.viewer import Viewer

SIZE = 20
MOST_PINNED = 10
MOST_ABOUT = 3
MOST_DRAFTS = 10
# A topic that nobody opened is news for this long.
FRESH = timedelta(days=7)


def open_boards() -> list[Board]:
    query = select(Board).where(Board.archived_at.is_(None))
    return list(db.session.scalars(query.order_by(Board.position, Board.id)))


def all_boards() -> list[Board]:
    return list(db.session.scalars(select(Board).order_by(Board.position, Board.id)))


def last_topics(viewer: Viewer, boards: list[Board]) -> dict[int, Topic]:
    """Where something was said last, by board; nothing where the viewer may not meet it."""
    found = things(
        viewer, "topic", [board.last_topic_id for board in boards if board.last_topic_id]
    )
    return {topic.board_id: topic for topic in found.values()}


def latest(viewer: Viewer, after: str | None = None) -> Page[Topic]:
    """All boards' topics, by what was said last."""
    rows = _latest.scalars(viewer, **start_of(after)).unique()
    return page_of(list(rows), SIZE, lambda topic: topic.last_post_id)


@prebuilt
def _latest(viewer: Viewer) -> Select[Topic]:
    return below(_rows(viewer), Topic.last_post_id, SIZE)


def topics_on(viewer: Viewer, board_id: int, after: str | None = None) -> Page[Topic]:
    """A board's topics by what was said last, without those that are pinned."""
    rows = _on_board.scalars(viewer, board=board_id, **start_of(after)).unique()
    return page_of(list(rows), SIZE, lambda topic: topic.last_post_id)


@prebuilt
def _on_board(viewer: Viewer) -> Select[Topic]:
    here = Topic.board_id == bindparam("board", type_=BigInteger)
    query = _rows(viewer).where(here, Topic.pinned_at.is_(None))
    return below(query, Topic.last_post_id, SIZE)


def pinned_on(viewer: Viewer, board_id: int) -> list[Topic]:
    return list(_pinned.scalars(viewer, board=board_id).unique())


@prebuilt
def _pinned(viewer: Viewer) -> Select[Topic]:
    here = Topic.board_id == bindparam("board", type_=BigInteger)
    query = _rows(viewer).where(here, Topic.pinned_at.is_not(None))
    return query.order_by(Topic.pinned_at.desc(), Topic.id).limit(MOST_PINNED)


def topics_about(viewer: Viewer, kind: str, thing_id: int) -> list[Topic]:
    """The latest about a thing; ask first whether the viewer may see the thing."""
    return list(_about.scalars(viewer, kind=kind, thing=thing_id).unique())


@prebuilt
def _about(viewer: Viewer) -> Select[Topic]:
    thing = bindparam("thing", type_=BigInteger)
    about = (Topic.about_kind == bindparam("kind"), Topic.about_id == thing)
    query = _rows(viewer).where(*about)
    return query.order_by(Topic.last_post_id.desc()).limit(MOST_ABOUT)


def _rows(viewer: Viewer) -> Select[Topic]:
    query = select(Topic).where(listed_for(Topic, viewer))
    return query.options(joinedload(Topic.owner), joinedload(Topic.board))


def first_unread(viewer: Viewer, topics: list[Topic]) -> dict[int, int]:
    """The number of the first post that a member has not read, by topic, where there is one."""
    if not viewer.is_member or not topics:
        return {}
    query = select(Reader.topic_id, Reader.read_number)
    mine = query.where(
        Reader.profile_id == viewer.profile_id, Reader.topic_id.in_([t.id for t in topics])
    )
    read = {row.topic_id: row.read_number for row in db.session.execute(mine)}
    return {t.id: read.get(t.id, 0) + 1 for t in topics if _is_news(viewer, t, read.get(t.id))}


def _is_news(viewer: Viewer, topic: Topic, read: int | None) -> bool:
    if read is None:
        return not viewer.owns(topic) and topic.last_post_at > clock.now() - FRESH
    return read < topic.post_count


def reader_of(viewer: Viewer, topic_id: int) -> Reader | None:
    query = select(Reader).where(
        Reader.topic_id == topic_id, Reader.profile_id == viewer.profile_id
    )
    return db.session.scalar(query) if viewer.is_member else None


def draft_at(viewer: Viewer, place: str) -> Draft | None:
    query = select(Draft).where(Draft.profile_id == viewer.profile_id, Draft.place == place)
    return db.session.scalar(query) if viewer.is_member else None


def drafts_of(viewer: Viewer) -> list[Draft]:
    if not viewer.is_member:
        return []
    query = select(Draft).where(Draft.profile_id == viewer.profile_id)
    return list(db.session.scalars(query.order_by(Draft.changed_at.desc()).limit(MOST_DRAFTS)))
