"""Topics: begun, read page by page, taken back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.answers import invalid, page, see_other
from community.core.cache import for_strangers
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.limits import limit
from community.forums.access import (
    can_be_discussed,
    find_discussed,
    find_open_board,
    find_own_topic,
    find_topic,
    is_offered_for_talk,
)
from community.forums.forms import TopicForm, keep_pictures
from community.forums.models import Board, Draft, Post, Topic
from community.forums.queries import draft_at, open_boards
from community.forums.showing import topic_page
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("topics", __name__)
bp.add_app_template_global(can_be_discussed)

PLACE = "new"


@bp.get("/topics/<thing:topic>")
@public
@for_strangers("page", kind="topic", thing="topic")
def show(topic: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_topic(viewer, topic)
    number = request.args.get("page", 1, type=int)
    if not 1 <= number <= found.page_count:
        abort(404)
    return page("forums/topic.html", **topic_page(viewer, found, number))


@bp.get("/new")
def new() -> ResponseReturnValue:
    """`kind` and `id` name what it is about, `board` where it belongs."""
    viewer, form = current_viewer(), TopicForm(open_boards())
    form.kind.data, form.id.data = request.args.get("kind", ""), request.args.get("id", "")
    form.board.data = request.args.get("board", "")
    draft = draft_at(viewer, PLACE)
    if draft:
        form.title.data, form.body.data = draft.title, draft.body
        form.board.data = form.board.data or draft.board
    return page("forums/new.html", form=form, draft=draft, subject=_subject(viewer, form))


@bp.post("/new")
@once
def create() -> ResponseReturnValue:
    viewer, form = current_viewer(), TopicForm(open_boards())
    subject = _subject(viewer, form)
    if form.preview.data and form.render():
        return page("forums/new.html", form=form, subject=subject, preview=form.words.html)
    kept = keep_pictures(form.pictures, viewer.profile_id) if form.validate() else []
    if form.errors:
        return invalid("forums/new.html", form=form, subject=subject)
    limit("topic", viewer.profile_id)
    return see_other(_started(viewer, form, kept))


def _started(viewer: Viewer, form: TopicForm, kept: list[Prepared]) -> str:
    with writing_once():
        board = find_open_board(form.board.data or "") or abort(404)
        owner, subject = me(viewer), _subject(viewer, form)
        topic = Topic.start(board, owner, form.title.data or "", subject)
        Post.write(topic, owner, form.words, pictures=[Picture.of(each) for each in kept])
        Draft.drop(owner.id, PLACE)
        return keep_answer(url_for("topics.show", topic=topic))


@bp.post("/topics/<thing:topic>/delete")
@once
def destroy(topic: int) -> ResponseReturnValue:
    """One's own, while nobody has answered."""
    with writing_once():
        found = find_own_topic(current_viewer(), topic)
        board: Board = found.board
        slug = board.slug
        is_gone = found.remove()
        to = keep_answer(url_for("boards.show", slug=slug) if is_gone else _here(found))
    flash(_("The discussion is gone.") if is_gone else _("Somebody has answered, so it stays."))
    return see_other(to)


def _here(topic: Topic) -> str:
    return url_for("topics.show", topic=topic)


def _subject(viewer: Viewer, form: TopicForm) -> Any:
    """404 for what the writer may not see themselves."""
    if not form.kind.data and not form.id.data:
        return None
    return find_discussed(viewer, form.kind.data or "", form.about_id or 0)


@bp.app_template_global()
def may_discuss(thing: Any) -> bool:
    return is_offered_for_talk(current_viewer(), thing)


@bp.app_template_global()
def discuss_url(thing: Any, kind: str) -> str:
    """Where a discussion about a thing begins."""
    return url_for("topics.new", kind=kind, id=encode(thing.id))
