"""The worker’s part: fetch, read whole, keep what changed; then bring it in, a while at a time."""

from __future__ import annotations

import logging
import time

from sqlalchemy import select

from community.core import clock
from community.core.db import writing
from community.core.events import publish
from community.core.jobs import every_minute
from community.core.outbound import OutboundError, get_outbound
from community.extensions import db
from community.retailers.events import FeedDue, FeedRead, PicturesDue
from community.retailers.feeds.bringing import bring_portion
from community.retailers.feeds.ends import BadFeed
from community.retailers.feeds.keeping import keep, read
from community.retailers.models import Claim, Feed, Retailer

log = logging.getLogger(__name__)

AT_A_TIME = 20.0  # seconds
MOST_AT_ONCE = 50


def read_feed(fact: FeedDue) -> None:
    """Idempotent: read again, the same file changes nothing."""
    feed = db.session.get(Feed, fact.feed_id)
    if feed is None or feed.state != "reading":
        return
    if not _is_proved(feed):
        _fail(feed.id, "unproved")
        return
    url, domain, currency = feed.url, feed.shop.domain, feed.currency
    db.session.commit()
    try:
        answer = get_outbound().get_feed(url)
        reading = read(answer.body, answer.codec, domain, currency)
    except OutboundError as error:
        _fail(fact.feed_id, error.reason.value)
        return
    except BadFeed as problem:
        _fail(fact.feed_id, problem.reason)
        return
    changed = keep(fact.feed_id, reading)
    with writing():
        feed = db.session.get(Feed, fact.feed_id)
        if feed is not None:
            feed.state, feed.changed_count = "bringing", changed
            publish(FeedRead(feed.id))


def bring(fact: FeedRead) -> None:
    """Goes on where another has stopped: each portion marks its own rows as done."""
    until = time.monotonic() + AT_A_TIME
    while time.monotonic() < until:
        with writing():
            feed = db.session.get(Feed, fact.feed_id)
            if feed is None or feed.state != "bringing":
                return
            if not bring_portion(feed):
                _rest(feed)
                return
    with writing():
        publish(FeedRead(fact.feed_id))


def _rest(feed: Feed) -> None:
    feed.state, feed.done_at = "idle", clock.now()
    if feed.begun_at is not None:
        publish(PicturesDue(feed.id, feed.begun_at.isoformat()))


def _is_proved(feed: Feed) -> bool:
    claim = Claim.retailer_id == feed.retailer_id, Claim.shop_id == feed.shop_id
    query = select(Claim.id).where(*claim, Claim.proved_at.is_not(None))
    return db.session.scalar(query) is not None


def _fail(feed_id: int, reason: str) -> None:
    with writing():
        feed = db.session.get(Feed, feed_id)
        if feed is not None:
            feed.fail(reason)


@every_minute
def begin_those_due() -> None:
    now = clock.now()
    due = select(Feed.id).join(Feed.retailer).where(Retailer.suspended_at.is_(None))
    due = due.where(Feed.due_at <= now).order_by(Feed.due_at).limit(MOST_AT_ONCE)
    for feed_id in list(db.session.scalars(due)):
        with writing():
            Feed.begin(feed_id, now)
