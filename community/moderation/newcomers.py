"""What members of the first days may do less often. Those who come to advertise come in numbers,
and leave again before they are old."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import RateLimitItemPerDay

from community.core import clock
from community.core.errors import refuse
from community.core.limits import is_allowed_by
from community.core.site import Standing, current_site
from community.friends.viewer import current_viewer

# Endpoint → what is counted there, whichever room it is of.
COUNTED = {
    "comments.create": "posts",
    "polls.create": "posts",
    "topics.create": "posts",
    "posts.create": "posts",
    "reviews.create": "posts",
    "questions.create": "posts",
    "question_answers.create": "posts",
    "clips.create": "links",
    "offers.create": "links",
    "rallies.create": "posts",
    "follows.create": "follows",
    "requests.create": "follows",
}


def init_app(app: Flask) -> None:
    app.before_request(_hold_back)


def _hold_back() -> ResponseReturnValue | None:
    counted = COUNTED.get(request.endpoint or "")
    if request.method != "POST" or counted is None or not current_viewer().is_member:
        return None
    site, profile = current_site(), current_viewer().profile
    if profile is None or profile.created_at < clock.now() - timedelta(days=site.newcomer_days):
        return None
    most = RateLimitItemPerDay(most_of(site, counted))
    if is_allowed_by(most, f"newcomer-{counted}", profile.id):
        return None
    words = _("In your first days here you can do this less often. Come back tomorrow.")
    return refuse(429, words)


def most_of(site: Standing, counted: str) -> int:
    numbers = (site.newcomer_posts, site.newcomer_links, site.newcomer_follows)
    return dict(zip(("posts", "links", "follows"), numbers, strict=True))[counted]
