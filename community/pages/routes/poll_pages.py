"""The decision page: a poll, what the asker does with it, and what is said under it."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.forums.queries import topics_about
from community.friends.models import ShareLink
from community.friends.seen_as import can_be_seen_as
from community.friends.viewer import current_viewer
from community.polls.access import meet_poll
from community.polls.forms import DecisionForm
from community.reactions.queries import comments_under

bp = Blueprint("poll_pages", __name__)


@bp.get("/polls/<thing:poll>")
@public
@for_strangers("after", kind="poll", thing="poll")
@can_be_seen_as
def show(poll: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = meet_poll(viewer, poll)
    is_mine = viewer.owns(found)
    return page(
        "polls/show.html",
        poll=found,
        comments=comments_under(viewer, "poll", found.id, request.args.get("after")),
        topics=topics_about(viewer, "poll", found.id),
        link=ShareLink.of("poll", found.id) if is_mine else None,
        decision_form=DecisionForm(found) if is_mine else None,
    )
