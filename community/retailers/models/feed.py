from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, or_, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models import Offer, Shop
from community.catalog.models.offer import url_key
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.extensions import db
from community.retailers.events import FeedDue
from community.retailers.models.retailer import Retailer

DAILY = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(minutes=30)
IS_PENDING = text("is_pending")


class Feed(Model):
    """A shop’s catalogue at an address of its own. Its rows are kept, so that what is the same is
    left alone and a worker that dies is followed by one that goes on."""

    __tablename__ = "feeds"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id", index=False)
    shop_id: Mapped[int] = reference("shops.id")
    url: Mapped[str] = text_column(2000)
    url_key: Mapped[str] = text_column(64)
    currency: Mapped[str] = text_column(3)  # of prices that name none
    state: Mapped[str] = text_column(8, default="idle")
    reason: Mapped[str] = text_column(20)
    good_count: Mapped[int] = mapped_column(default=0)
    bad_count: Mapped[int] = mapped_column(default=0)
    changed_count: Mapped[int] = mapped_column(default=0)
    begun_at = moment()
    done_at = moment()
    due_at = moment(index=True)
    created_at = stamp()

    retailer: Mapped[Retailer] = relationship()
    shop: Mapped[Shop] = relationship(lazy="joined")

    __table_args__ = (
        UniqueConstraint("retailer_id", "url_key"),
        CheckConstraint("state IN ('idle', 'reading', 'bringing', 'failed')", name="state"),
    )

    @classmethod
    def at(cls, url: str, retailer: Retailer, shop: Shop, currency: str) -> Feed:
        feed = cls(retailer_id=retailer.id, shop_id=shop.id, url=url, url_key=url_key(url))
        feed.currency = currency
        db.session.add(feed)
        db.session.flush()
        return feed

    @property
    def is_busy(self) -> bool:
        return self.state in ("reading", "bringing")

    @classmethod
    def begin(cls, feed_id: int, now: datetime) -> bool:
        """Have the worker read it, unless one is at it already. Inside `writing()`."""
        is_at_rest = cls.state.in_(("idle", "failed"))
        is_free = or_(is_at_rest, cls.begun_at.is_(None), cls.begun_at < now - GIVEN_UP_AFTER)
        began = {"state": "reading", "begun_at": now, "due_at": now + DAILY, "reason": ""}
        if not change(update(cls).where(cls.id == feed_id, is_free).values(**began)):
            return False
        publish(FeedDue(feed_id))
        return True

    def fail(self, reason: str) -> None:
        """What was brought earlier stays as it is."""
        self.state, self.reason, self.done_at = "failed", reason[:20], clock.now()


class FeedRow(Model):
    """One item of a feed as it was last read; `is_pending` until it has been brought in."""

    __tablename__ = "feed_rows"

    id: Mapped[int] = id_column()
    feed_id: Mapped[int] = reference("feeds.id", index=False)
    key: Mapped[str] = text_column(100)
    digest: Mapped[str] = text_column(64)  # '' once the item is gone from the feed
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    is_pending: Mapped[bool] = mapped_column(default=True)
    offer_id: Mapped[int | None] = reference("offers.id", on_delete="SET NULL", nullable=True)
    created_at = stamp()

    offer: Mapped[Offer | None] = relationship()

    __table_args__ = (
        UniqueConstraint("feed_id", "key"),
        Index(
            "ix_feed_rows_pending",
            "feed_id",
            "id",
            sqlite_where=IS_PENDING,
            postgresql_where=IS_PENDING,
        ),
    )


class FeedProblem(Model):
    """A row of the last reading that was refused, with the reason."""

    __tablename__ = "feed_problems"

    id: Mapped[int] = id_column()
    feed_id: Mapped[int] = reference("feeds.id")
    row: Mapped[int] = mapped_column()
    key: Mapped[str] = text_column(100)
    reason: Mapped[str] = text_column(20)
    said: Mapped[str] = text_column(200)
