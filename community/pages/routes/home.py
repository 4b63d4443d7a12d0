"""Home: the feed of a member, or what Posy is for everybody else."""

from __future__ import annotations

from flask import Blueprint, render_template, request, session
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from community.activity.models import Activity
from community.activity.queries import feed_of, feed_of_few, has_few_to_follow, public_activity
from community.core.access import public
from community.core.answers import is_htmx, page
from community.core.cache import for_strangers
from community.core.pagination import below, page_of, start_of
from community.core.text import safe_next
from community.friends.prebuilt import Prebuilt, prebuilt
from community.friends.routes.invites import has_invite
from community.friends.viewer import Viewer, current_viewer
from community.pages.news import with_things
from community.polls.models import Poll
from community.polls.queries import for_cards, to_answer
from community.wishlists.queries import owned_by

bp = Blueprint("home", __name__)

MOST_OPEN = 3
MOST_SHOWN = 30
FILTERS = ("bought",)


@bp.get("/")
@public
@for_strangers()
def show() -> ResponseReturnValue:
    viewer = current_viewer()
    return _feed(viewer) if viewer.is_member else _landing(viewer)


def _feed(viewer: Viewer) -> ResponseReturnValue:
    """Open polls first, then the news without them; htmx fetches only the next rows."""
    after = request.args.get("after")
    shown = request.args.get("show", "")
    shown = shown if shown in FILTERS else ""
    newest = _feed_for(viewer, shown)
    rows = page_of(list(newest.scalars(viewer, **start_of(after)).unique()))
    open_polls = [] if shown else list(_open_polls.scalars(viewer).unique())
    above = {("poll", poll.id) for poll in open_polls}
    others = [done for done in rows.items if (done.kind, done.thing_id) not in above]
    news = with_things(viewer, others)
    if is_htmx() and after:
        return page("home/_news.html", news=news, page=rows, shown=shown or None)
    return page(
        "home/feed.html",
        page=rows,
        shown=shown or None,
        open_polls=[] if after else open_polls,
        news=news,
        lists=owned_by(viewer.profile_id or 0, MOST_OPEN),
        invited=has_invite(viewer),
        begun=safe_next(session.get("bought")),
    )


@prebuilt
def _feed_of_few(viewer: Viewer) -> Select[Activity]:
    return below(feed_of_few(viewer), Activity.id)


@prebuilt
def _feed_of_many(viewer: Viewer) -> Select[Activity]:
    return below(feed_of(viewer), Activity.id)


def _feed_for(viewer: Viewer, shown: str) -> Prebuilt:
    if has_few_to_follow(viewer):
        return _bought_of_few if shown else _feed_of_few
    return _bought_of_many if shown else _feed_of_many


@prebuilt
def _bought_of_few(viewer: Viewer) -> Select[Activity]:
    return below(feed_of_few(viewer).where(Activity.kind == "purchase"), Activity.id)


@prebuilt
def _bought_of_many(viewer: Viewer) -> Select[Activity]:
    return below(feed_of(viewer).where(Activity.kind == "purchase"), Activity.id)


@prebuilt
def _open_polls(viewer: Viewer) -> Select[Poll]:
    return for_cards(to_answer(viewer).order_by(Poll.closes_at).limit(MOST_OPEN))


@prebuilt
def _newest(viewer: Viewer) -> Select[Activity]:
    return below(public_activity(viewer), Activity.id, MOST_SHOWN)


def _landing(viewer: Viewer) -> ResponseReturnValue:
    rows = page_of(list(_newest.scalars(viewer, **start_of(None)).unique()), MOST_SHOWN)
    return render_template("home/landing.html", news=with_things(viewer, rows.items))
