"""What a topic's page is drawn from."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from community.core.ids import decode_or_none, encode
from community.forums.access import (
    find_post,
    may_moderate,
    may_remove_topic,
    may_reply,
    subject_of,
)
from community.forums.forms import PostForm
from community.forums.models import Post, Topic
from community.forums.models.topic import page_with
from community.forums.queries import draft_at, open_boards, reader_of
from community.forums.reading import post_numbered, posts_on
from community.friends.viewer import Viewer


def topic_page(viewer: Viewer, topic: Topic, page: int, **more: Any) -> dict[str, Any]:
    reader = reader_of(viewer, topic.id)
    is_last = page == topic.page_count
    return {
        "topic": topic,
        "number": page,
        "posts": posts_on(viewer, topic, page),
        "answer": post_numbered(viewer, topic, topic.answer_number) if page == 1 else None,
        "subject": subject_of(viewer, topic),
        "reader": reader,
        "unread": _unread(reader.read_number, topic) if reader else 0,
        "seen_to": topic.post_count if is_last else 0,
        "moderates": may_moderate(viewer),
        "boards": open_boards() if may_moderate(viewer) else [],
        "may_remove": may_remove_topic(viewer, topic),
        **(reply_parts(viewer, topic) if "form" not in more else {}),
        **more,
    }


def reply_parts(viewer: Viewer, topic: Topic) -> dict[str, Any]:
    """The form for a reply, with what was begun and what is quoted; nothing for who may not."""
    if not may_reply(viewer, topic):
        return {"form": None}
    form, draft = PostForm(formdata=None), draft_at(viewer, place_in(topic))
    quoted = quoted_in(viewer, topic, request.args.get("quote"))
    form.body.data = draft.body if draft else ""
    form.quoting.data = encode(quoted.id) if quoted else ""
    return {"form": form, "draft": draft, "quoted": quoted}


def quoted_in(viewer: Viewer, topic: Topic, key: str | None) -> Post | None:
    """The post that is answered, where it stands in this topic and may be seen."""
    post_id = decode_or_none(key)
    post = find_post(viewer, post_id) if post_id is not None else None
    return post if post and post.topic_id == topic.id else None


def place_in(topic: Topic) -> str:
    return f"topic-{encode(topic.id)}"


def address_of_post(topic: Topic, number: int) -> str:
    page = page_with(number)
    return url_for(
        "topics.show", topic=topic, page=page if page > 1 else None, _anchor=f"post-{number}"
    )


def _unread(read: int, topic: Topic) -> int:
    return read + 1 if read < topic.post_count else 0
