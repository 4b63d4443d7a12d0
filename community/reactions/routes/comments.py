from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import encode
from community.core.kinds import kind_named
from community.core.limits import limit
from community.friends.access import me
from community.friends.seen_as import can_be_seen_as
from community.friends.viewer import current_viewer
from community.reactions.access import find_comment, find_commented, find_removable_comment
from community.reactions.cards import comment_row
from community.reactions.forms import CommentForm
from community.reactions.models import Comment
from community.reactions.queries import comments_under

bp = Blueprint("comments", __name__)
bp.add_app_template_global(comment_row)


@bp.get("/comments/<kind>/<thing:thing>")
@public
@can_be_seen_as
def index(kind: str, thing: int) -> ResponseReturnValue:
    """The newest comments of a thing, or a page of earlier ones; a whole page without script."""
    found = find_commented(current_viewer(), kind, thing)
    after = request.args.get("after")
    return _shown(
        kind, found, "reactions/_earlier.html" if after else "reactions/_list.html", after
    )


@bp.post("/comments")
@once
def create() -> ResponseReturnValue:
    viewer, form = current_viewer(), CommentForm()
    kind = form.kind.data or ""
    found = find_commented(viewer, kind, form.thing_id)
    if not form.validate():
        return _invalid(kind, found, form)
    limit("comment", viewer.profile_id)
    with writing_once():
        thing = find_commented(viewer, kind, form.thing_id)
        Comment.write(thing, me(viewer), form.body.data or "", form.html)
        keep_answer(_address(kind, thing))
    return _after(kind, form.thing_id, "reactions/_comments.html")


@bp.post("/comments/<thing:comment>/delete")
def destroy(comment: int) -> ResponseReturnValue:
    with writing():
        found = find_removable_comment(current_viewer(), comment)
        kind, thing_id = found.kind, found.thing_id
        found.remove()
    flash(_("The comment is gone."))
    return _after(kind, thing_id, "reactions/_list.html")


def _after(kind: str, thing_id: int, template: str) -> ResponseReturnValue:
    thing = find_commented(current_viewer(), kind, thing_id)
    if is_htmx():
        return _shown(kind, thing, template)
    return see_other(_address(kind, thing))


@bp.get("/comments/<thing:comment>")
@public
def show(comment: int) -> ResponseReturnValue:
    """Where it stands."""
    found = find_comment(current_viewer(), comment)
    return see_other(
        _address(found.kind, find_commented(current_viewer(), found.kind, found.thing_id))
    )


def _address(kind: str, thing: Any) -> str:
    return f"{kind_named(kind).address(thing)}#comments-{kind}-{encode(thing.id)}"


def _shown(kind: str, thing: Any, partial: str, after: str | None = None) -> ResponseReturnValue:
    comments = comments_under(current_viewer(), kind, thing.id, after)
    name = partial if is_htmx() else "reactions/index.html"
    return page(name, kind=kind, thing=thing, comments=comments)


def _invalid(kind: str, thing: Any, form: CommentForm) -> ResponseReturnValue:
    comments = comments_under(current_viewer(), kind, thing.id)
    return invalid(
        "reactions/index.html",
        partial="reactions/_comments.html",
        kind=kind,
        thing=thing,
        comments=comments,
        comment_form=form,
    )
