"""The pictures that a feed names, for products that have none: fetched after its rows, one after
the other and a while at a time, so that a clip that somebody waits for is soon served."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from community.catalog.models import Offer, Product
from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.images.problems import BadPicture
from community.core.images.store import keep_picture
from community.core.limits import is_allowed
from community.core.outbound import OutboundError, Reason, get_outbound
from community.extensions import db
from community.retailers.events import PicturesDue
from community.retailers.feeds.problems import PICTURE
from community.retailers.models import Feed, FeedProblem, FeedRow

AT_A_TIME = 5.0  # seconds
PAUSE = 0.2  # between two questions to a shop
PORTION = 50
MOST_TRIES = 3  # of one address, on days of their own
MOST_MISSES = 10  # one after the other: the shop is away


@dataclass(frozen=True)
class Lacking:
    """A row whose product has no picture; `tried` is what came of earlier looks."""

    row_id: int
    key: str
    digest: str
    facts: dict[str, Any]
    product_id: int

    @property
    def url(self) -> str:
        return str(self.facts["image"])

    @property
    def tried(self) -> dict[str, Any]:
        return dict(self.facts.get("tried") or {"times": 0, "day": "", "reason": ""})

    @property
    def is_over(self) -> bool:
        """Tried today, or too often."""
        return self.tried["day"] == _today() or self.tried["times"] >= MOST_TRIES


def picture(fact: PicturesDue) -> None:
    """Idempotent, and goes on where another has stopped. A newer reading ends it."""
    until, after, misses = time.monotonic() + AT_A_TIME, fact.after, 0
    while rows := _lacking(fact, after):
        for row in rows:
            reason = _look_at(fact.feed_id, row)
            misses = misses + 1 if reason else 0
            if reason == Reason.BUSY.value or misses == MOST_MISSES:
                return  # tomorrow's reading goes on
            after = row.key
            if time.monotonic() > until:
                _go_on(fact, after)
                return


def _lacking(fact: PicturesDue, after: str) -> list[Lacking]:
    """The next rows in the order of their keys; none when there is nothing more to do."""
    query = (
        select(FeedRow.id, FeedRow.key, FeedRow.digest, FeedRow.facts, Offer.product_id)
        .join(Feed, Feed.id == FeedRow.feed_id)
        .join(Offer, Offer.id == FeedRow.offer_id)
        .join(Product, Product.id == Offer.product_id)
        .where(Feed.id == fact.feed_id, Feed.state == "idle", Feed.begun_at == fact.moment)
        .where(FeedRow.key > after, FeedRow.digest != "", Product.picture_id.is_(None))
        .where(Product.hidden_at.is_(None))
    )
    rows = [Lacking(*row) for row in db.session.execute(query.order_by(FeedRow.key).limit(PORTION))]
    db.session.commit()
    return rows


def _look_at(feed_id: int, row: Lacking) -> str:
    """Why there is still no picture; empty when there is one, or none is named."""
    if not row.url:
        return ""
    if row.is_over:
        _name(feed_id, row, row.tried["reason"])
        return ""
    if not is_allowed("feed-picture", feed_id):
        return Reason.BUSY.value
    time.sleep(PAUSE)
    try:
        _hang(row.product_id, keep_picture(get_outbound().get_image(row.url).body))
    except OutboundError as error:
        return _miss(feed_id, row, error.reason.value)
    except BadPicture as problem:
        return _miss(feed_id, row, f"{PICTURE}{problem.reason}")
    return ""


def _hang(product_id: int, prepared: Prepared) -> None:
    """Unless somebody else was faster."""
    bare = update(Product).where(Product.id == product_id, Product.picture_id.is_(None))
    with writing():
        change(bare.values(picture_id=Picture.of(prepared).id))


def _miss(feed_id: int, row: Lacking, reason: str) -> str:
    """Kept with the row, as long as the row says the same."""
    tried = {"times": row.tried["times"] + 1, "day": _today(), "reason": reason}
    same = update(FeedRow).where(FeedRow.id == row.row_id, FeedRow.digest == row.digest)
    if reason != Reason.BUSY.value:
        with writing():
            change(same.values(facts={**row.facts, "tried": tried}))
    _name(feed_id, row, reason)
    return reason


def _name(feed_id: int, row: Lacking, reason: str) -> None:
    """For the team, once a reading."""
    there = select(FeedProblem.id).where(FeedProblem.feed_id == feed_id, FeedProblem.key == row.key)
    with writing():
        has_feed = db.session.get(Feed, feed_id) is not None
        if has_feed and not db.session.scalar(there.where(FeedProblem.row == 0)):
            problem = FeedProblem(feed_id=feed_id, row=0, key=row.key, reason=reason)
            problem.said = row.url[:200]
            db.session.add(problem)


def _go_on(fact: PicturesDue, after: str) -> None:
    with writing():
        publish(PicturesDue(fact.feed_id, fact.since, after))


def _today() -> str:
    return clock.now().date().isoformat()
