"""The forum's front page and its boards."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import is_htmx, page
from community.core.cache import for_strangers
from community.forums.access import find_board
from community.forums.cards import post_card, topic_row
from community.forums.queries import (
    drafts_of,
    first_unread,
    last_topics,
    latest,
    open_boards,
    pinned_on,
    topics_on,
)
from community.friends.viewer import current_viewer

bp = Blueprint("boards", __name__)
bp.add_app_template_global(post_card)
bp.add_app_template_global(topic_row)


@bp.get("")
@public
@for_strangers("after")
def index() -> ResponseReturnValue:
    viewer, after = current_viewer(), request.args.get("after")
    topics = latest(viewer, after)
    unread = first_unread(viewer, topics.items)
    if after and is_htmx():
        return page("forums/_rows.html", topics=topics, unread=unread, board=None)
    boards = open_boards()
    return page(
        "forums/index.html",
        boards=boards,
        last=last_topics(viewer, boards),
        topics=topics,
        unread=unread,
        drafts=drafts_of(viewer),
    )


@bp.get("/<slug>")
@public
@for_strangers("after")
def show(slug: str) -> ResponseReturnValue:
    viewer, board, after = current_viewer(), find_board(slug), request.args.get("after")
    topics = topics_on(viewer, board.id, after)
    pinned = [] if after else pinned_on(viewer, board.id)
    unread = first_unread(viewer, pinned + topics.items)
    name = "forums/_rows.html" if after and is_htmx() else "forums/board.html"
    return page(name, board=board, topics=topics, pinned=pinned, unread=unread)
