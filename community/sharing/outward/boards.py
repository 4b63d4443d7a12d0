"""A board of the forum as the world sees it: what is talked about there."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from community.core.ids import encode
from community.extensions import db
from community.forums.models import Board, Topic
from community.sharing.outward.common import item_list, trail
from community.sharing.outward.entry import Data, Entry, Look, Outward, outward
from community.sharing.outward.topics import TOPICS

MOST = 30


def _look(board: Board) -> Look:
    count = ngettext("%(num)s discussion", "%(num)s discussions", board.topic_count)
    return Look(board.title, " · ".join(filter(None, [board.about, count])))


def _newest(board: Board) -> list[Topic]:
    here = outward(Topic.kind).open_things().where(Topic.board_id == board.id)
    return list(db.session.scalars(here.order_by(Topic.id.desc()).limit(MOST)).unique())


def _data(board: Board) -> list[Data]:
    address = BOARDS.address(board)
    parts = [(topic.title, TOPICS.address(topic)) for topic in _newest(board)]
    said = item_list(board.title, address, board.topic_count, parts)
    return [said, trail(lambda: _("Forum"), url_for("boards.index"), board.title, address)]


def _entries(board: Board) -> list[Entry]:
    return [
        Entry(
            f"topic/{encode(topic.id)}",
            topic.title,
            TOPICS.address(topic),
            topic.created_at,
            TOPICS.text(topic),
        )
        for topic in _newest(board)
    ]


BOARDS = Outward(
    name="board",
    endpoint="boards.show",
    argument="slug",
    named_by=Board.slug,
    is_open=lambda board: board.archived_at is None,
    text=lambda board: board.about or board.title,
    look=_look,
    data=_data,
    entries=_entries,
)
