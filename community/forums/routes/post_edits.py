"""Changing one's posts, and what they said before."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.limits import limit
from community.extensions import db
from community.forums.access import find_own_post, find_post_with_history, may_edit
from community.forums.forms import EditForm
from community.forums.models import PostEdit
from community.forums.showing import address_of_post
from community.friends.viewer import current_viewer

bp = Blueprint("post_edits", __name__)


@bp.get("/<thing:post>/edit")
def edit(post: int) -> ResponseReturnValue:
    found = find_own_post(current_viewer(), post)
    form = EditForm(formdata=None)
    form.body.data = found.body
    return page("forums/edit.html", post=found, form=form)


@bp.post("/<thing:post>/edit")
def update(post: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), EditForm()
    found = find_own_post(viewer, post)
    if form.preview.data and form.render():
        return page("forums/edit.html", post=found, form=form, preview=form.words.html)
    if not form.validate():
        return invalid("forums/edit.html", post=found, form=form)
    limit("post", viewer.profile_id)
    with writing():
        found = find_own_post(viewer, post)
        if may_edit(viewer, found):
            found.edit(form.words)
        to = address_of_post(found.topic, found.number)
    return see_other(to)


@bp.get("/<thing:post>/history")
def history(post: int) -> ResponseReturnValue:
    found = find_post_with_history(current_viewer(), post)
    earlier = select(PostEdit).where(PostEdit.post_id == found.id).order_by(PostEdit.id.desc())
    return page("forums/history.html", post=found, edits=list(db.session.scalars(earlier)))
