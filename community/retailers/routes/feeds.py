from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community.core import clock
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.core.locales import choose_currency
from community.core.pagination import SIZE, Page
from community.extensions import db
from community.friends.viewer import current_viewer
from community.retailers.access import find_feed, find_retailer
from community.retailers.feeds.problems import sentence
from community.retailers.forms import FeedForm
from community.retailers.models import Feed, FeedProblem, Retailer
from community.retailers.queries import proved_by

bp = Blueprint("shop_feeds", __name__)
MOST_PICTURES = 100
bp.add_app_template_global(sentence, "problem_sentence")


@bp.get("/retailers/<thing:retailer>/products")
def index(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    return render_template("retailers/feeds.html", **_overview(found, _form(found)))


@bp.post("/retailers/<thing:retailer>/products")
@once
def create(retailer: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_retailer(viewer, retailer)
    form = _form(found)
    if not form.validate() or form.shop is None:
        return invalid("retailers/feeds.html", **_overview(found, form))
    limit("feed", viewer.profile_id)
    try:
        with writing_once():
            feed = Feed.at(form.url.data or "", found, form.shop, form.currency.data or "")
            Feed.begin(feed.id, clock.now())
            to = keep_answer(url_for("shop_feeds.show", feed=feed.id))
    except IntegrityError:
        form.url.errors = [_("Your team has this feed already.")]
        return invalid("retailers/feeds.html", **_overview(found, form))
    return see_other(to)


@bp.get("/feeds/<thing:feed>")
def show(feed: int) -> ResponseReturnValue:
    """How the feed is; its problems in the order of the file."""
    found = find_feed(current_viewer(), feed)
    after = request.args.get("after", type=int) or 0
    query = select(FeedProblem).where(FeedProblem.feed_id == feed, FeedProblem.row > after)
    rows = list(db.session.scalars(query.order_by(FeedProblem.row).limit(SIZE + 1)))
    cursor = str(rows[SIZE - 1].row) if len(rows) > SIZE else None
    return page(
        "retailers/feed.html",
        feed=found,
        retailer=found.retailer,
        problems=Page(rows[:SIZE], cursor),
        pictures=[] if after else _pictureless(feed),
    )


@bp.get("/feeds/<thing:feed>/state")
def state(feed: int) -> ResponseReturnValue:
    return page("retailers/_feed_state.html", feed=find_feed(current_viewer(), feed))


@bp.post("/feeds/<thing:feed>/read")
def read(feed: int) -> ResponseReturnValue:
    viewer = current_viewer()
    find_feed(viewer, feed)
    limit("feed", viewer.profile_id)
    with writing():
        Feed.begin(feed, clock.now())
    return see_other(url_for("shop_feeds.show", feed=feed))


@bp.post("/feeds/<thing:feed>/remove")
@once
def destroy(feed: int) -> ResponseReturnValue:
    """What it brought stays; nothing is read from there any more."""
    with writing_once():
        found = find_feed(current_viewer(), feed)
        to = keep_answer(url_for("shop_feeds.index", retailer=found.retailer))
        db.session.delete(found)
    flash(_("The feed is gone. What it brought stays as it is."))
    return see_other(to)


def _pictureless(feed_id: int) -> list[FeedProblem]:
    """Items whose pictures did not come; they are of no row of the file."""
    query = select(FeedProblem).where(FeedProblem.feed_id == feed_id, FeedProblem.row == 0)
    return list(db.session.scalars(query.order_by(FeedProblem.id).limit(MOST_PICTURES)))


def _form(retailer: Retailer) -> FeedForm:
    return FeedForm(proved_by(retailer), choose_currency())


def _overview(retailer: Retailer, form: FeedForm) -> dict[str, Any]:
    query = select(Feed).where(Feed.retailer_id == retailer.id).order_by(Feed.id)
    return {"retailer": retailer, "form": form, "feeds": list(db.session.scalars(query))}
