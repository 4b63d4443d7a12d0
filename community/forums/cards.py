"""Posts and rows of topics, drawn once for all who see the same of them."""

from __future__ import annotations

from flask import render_template
from markupsafe import Markup

from community.core.fragments import fragment, values_of
from community.forums.access import may_accept, may_moderate, may_reply
from community.forums.models import Post, Topic
from community.forums.reading import Seen
from community.friends.viewer import current_viewer
from community.reactions.cards import hearts


def post_card(seen: Seen, topic: Topic) -> Markup:
    """For templates: a post with what the viewer may do to it."""
    viewer, post = current_viewer(), seen.post
    replies, moderates = may_reply(viewer, topic), may_moderate(viewer)
    rights = {
        "is_mine": viewer.owns(post),
        "may_quote": replies,
        "may_change": viewer.owns(post) and replies,
        "may_accept": may_accept(viewer, topic, post),
        "may_look_back": viewer.owns(post) or moderates,
        "is_answer": topic.answer_number == post.number,
        "may_report": viewer.is_member and not viewer.owns(post),
    }
    quoted = seen.quoted
    about = (quoted.id, quoted.number, quoted.owner.face) if quoted else ()
    pictures = tuple(each.picture.digest for each in post.pictures)
    words = values_of(post) if not seen.fold else (post.id, post.number)
    face = post.owner.face if not seen.fold else None
    liked = (hearts(Post.kind, post), viewer.is_member) if not seen.fold else ()
    shown = (face, about, pictures, *rights.values(), topic.owner_id, *liked)
    key = ("post", seen.fold, *words, *shown)
    parts = {"seen": seen, "post": post, "topic": topic, **rights}
    return fragment(key, lambda: render_template("forums/_post.html", **parts))


def topic_row(topic: Topic, unread: int = 0, with_board: bool = True) -> Markup:
    """For templates: `unread` is the number of the first post that the viewer has not read."""
    board = (topic.board.slug, topic.board.title) if with_board else ()
    key = ("topic", *values_of(topic), topic.owner.face, unread, *board)
    parts = {"topic": topic, "unread": unread, "with_board": with_board}
    return fragment(key, lambda: render_template("forums/_row.html", **parts))
