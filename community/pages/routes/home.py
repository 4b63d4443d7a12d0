"""Home: the feed of a member, or what Posy is for everybody else."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from community.activity.models import Activity
from community.activity.queries import feed_of, public_activity
from community.core.access import public
from community.core.answers import is_htmx, page
from community.core.pagination import by_id
from community.extensions import db
from community.friends.routes.invites import has_invite
from community.friends.viewer import Viewer, current_viewer
from community.pages.news import with_things
from community.polls.models import Poll
from community.polls.queries import for_cards, to_answer
from community.wishlists.queries import owned_by

bp = Blueprint("home", __name__)

MOST_OPEN = 3
MOST_SHOWN = 30


@bp.get("/")
@public
def show() -> ResponseReturnValue:
    viewer = current_viewer()
    return _feed(viewer) if viewer.is_member else _landing(viewer)


def _feed(viewer: Viewer) -> ResponseReturnValue:
    """Open polls first, then the news without them; htmx fetches only the next rows."""
    after = request.args.get("after")
    rows = by_id(feed_of(viewer), Activity.id, after)
    open_polls = _open_polls(viewer)
    shown = {("poll", poll.id) for poll in open_polls}
    others = [done for done in rows.items if (done.kind, done.thing_id) not in shown]
    news = with_things(viewer, others)
    if is_htmx() and after:
        return page("home/_news.html", news=news, page=rows)
    return page(
        "home/feed.html",
        page=rows,
        open_polls=[] if after else open_polls,
        news=news,
        lists=owned_by(viewer.profile_id or 0)[:MOST_OPEN],
        invited=has_invite(viewer),
    )


def _open_polls(viewer: Viewer) -> list[Poll]:
    query = to_answer(viewer).order_by(Poll.closes_at).limit(MOST_OPEN)
    return list(db.session.scalars(for_cards(query)).unique())


def _landing(viewer: Viewer) -> ResponseReturnValue:
    rows = by_id(public_activity(viewer), Activity.id, None, size=MOST_SHOWN)
    return render_template("home/landing.html", news=with_things(viewer, rows.items))
