"""Posts: written, linked to, quoted, taken back."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.limits import limit
from community.forums.access import find_post, find_topic, find_written, may_moderate, may_reply
from community.forums.forms import PostForm, keep_pictures
from community.forums.models import Draft, Post, Topic
from community.forums.models.post import TopicLocked
from community.forums.models.topic import POSTS_A_PAGE
from community.forums.reading import count_after, posts_after
from community.forums.showing import (
    address_of_post,
    place_in,
    quoted_in,
    reply_parts,
    topic_page,
)
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("posts", __name__)


@bp.get("/posts/<thing:post>")
@public
def show(post: int) -> ResponseReturnValue:
    """A permalink: to its place on its page."""
    found = find_post(current_viewer(), post)
    return see_other(address_of_post(found.topic, found.number))


@bp.get("/posts/<thing:post>/quote")
def quote(post: int) -> ResponseReturnValue:
    """Into the reply that is being written."""
    found = find_post(current_viewer(), post)
    if is_htmx():
        return page("forums/_quoting.html", quoted=found)
    last = found.topic.page_count
    key, anchor = encode(found.id), "reply"
    return see_other(
        url_for("topics.show", topic=found.topic, page=last, quote=key, _anchor=anchor)
    )


@bp.post("/preview")
def preview() -> ResponseReturnValue:
    limit("preview", current_viewer().profile_id)
    form = PostForm()
    form.render()
    return page("forums/_preview.html", form=form, preview=form.words.html)


@bp.post("/topics/<thing:topic>/posts")
@once
def create(topic: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), PostForm()
    found = find_topic(viewer, topic)
    if form.preview.data and form.render():
        return _again(viewer, found, form, preview=form.words.html, status=200)
    kept = keep_pictures(form.pictures, viewer.profile_id) if form.validate() else []
    if form.errors:
        return _again(viewer, found, form)
    if not may_reply(viewer, found):
        return _locked(viewer, found, form)
    limit("post", viewer.profile_id)
    try:
        number, to = _written(viewer, topic, form, kept)
    except TopicLocked:
        return _locked(viewer, find_topic(viewer, topic), form)
    return _after(viewer, topic, form, number, to)


def _written(
    viewer: Viewer, topic_id: int, form: PostForm, kept: list[Prepared]
) -> tuple[int, str]:
    with writing_once():
        topic, owner = find_topic(viewer, topic_id), me(viewer)
        quoted = quoted_in(viewer, topic, form.quoted)
        pictures = [Picture.of(each) for each in kept]
        past = may_moderate(viewer)
        post = Post.write(
            topic, owner, form.words, quoted=quoted, pictures=pictures, past_lock=past
        )
        Draft.drop(owner.id, place_in(topic))
        return post.number, keep_answer(address_of_post(topic, post.number))


def _after(
    viewer: Viewer, topic_id: int, form: PostForm, number: int, to: str
) -> ResponseReturnValue:
    """In place, with what others said meanwhile, where the page went to the end."""
    seen = form.seen.data or 0
    if not is_htmx() or not 0 < number - seen <= POSTS_A_PAGE:
        return see_other(to)
    topic = find_topic(viewer, topic_id)
    posts = posts_after(viewer, topic, seen)
    last = posts[-1].post.number if posts else seen
    fresh = count_after(viewer, topic, last)
    parts = reply_parts(viewer, topic)
    return page(
        "forums/_replied.html", topic=topic, posts=posts, seen_to=last, fresh=fresh, **parts
    )


@bp.post("/posts/<thing:post>/delete")
def destroy(post: int) -> ResponseReturnValue:
    with writing():
        found = find_written(current_viewer(), post)
        to = address_of_post(found.topic, found.number)
        found.remove()
    flash(_("Your post is gone; its number stays."))
    return see_other(to)


def _again(
    viewer: Viewer, topic: Topic, form: PostForm, status: int = 422, preview: str = ""
) -> ResponseReturnValue:
    quoted = quoted_in(viewer, topic, form.quoted)
    parts = topic_page(
        viewer, topic, topic.page_count, form=form, quoted=quoted, preview=preview, draft=None
    )
    # The page that was written on went on being read, or is drawn anew at its end.
    parts["seen_to"] = (form.seen.data or 0) if is_htmx() else parts["seen_to"]
    partial = "forums/_composer.html"
    return invalid("forums/topic.html", partial=partial, status=status, **parts)


def _locked(viewer: Viewer, topic: Topic, form: PostForm) -> ResponseReturnValue:
    form.body.errors = [_("This discussion was closed meanwhile. Copy your words before you go.")]
    return _again(viewer, topic, form, status=409)
