"""What was said in a topic since a page of it was opened."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import is_htmx, page, see_other
from community.forums.access import find_topic
from community.forums.queries import reader_of
from community.forums.reading import count_after, posts_after
from community.forums.showing import address_of_post
from community.friends.viewer import current_viewer

bp = Blueprint("topic_news", __name__)


@bp.get("/<thing:topic>/fresh")
@public
def count(topic: int) -> ResponseReturnValue:
    """A button that says how many there are; nothing while there are none."""
    viewer = current_viewer()
    found, seen = find_topic(viewer, topic), _seen()
    return page(
        "forums/_fresh.html", topic=found, seen_to=seen, fresh=count_after(viewer, found, seen)
    )


@bp.get("/<thing:topic>/since")
@public
def index(topic: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found, seen = find_topic(viewer, topic), _seen()
    if not is_htmx():
        return see_other(address_of_post(found, min(seen + 1, found.post_count)))
    posts = posts_after(viewer, found, seen)
    last = posts[-1].post.number if posts else seen
    fresh = count_after(viewer, found, last)
    return page("forums/_since.html", topic=found, posts=posts, seen_to=last, fresh=fresh)


@bp.get("/<thing:topic>/unread")
def first(topic: int) -> ResponseReturnValue:
    """To the first post that the member has not read, else to the newest."""
    viewer = current_viewer()
    found = find_topic(viewer, topic)
    reader = reader_of(viewer, found.id)
    read = reader.read_number if reader else 0
    return see_other(address_of_post(found, max(1, min(read + 1, found.post_count))))


def _seen() -> int:
    return min(max(request.args.get("seen", 0, type=int), 0), 2**31 - 1)
