"""What comes by itself: “Still happy?”, and the end of what was taken back."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select, update

from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.jobs import every_minute
from community.extensions import db
from community.reviews.events import StillHappyAsked
from community.reviews.models import Followup, Review

AT_ONCE = 200
SECOND_ASKED = timedelta(days=182)
KEPT = timedelta(days=1)


@every_minute
def ask_still_happy() -> None:
    """Each in a transaction of its own: of two workers one finds the moment moved on."""
    due = select(Review.id).where(Review.ask_at <= clock.now()).order_by(Review.ask_at)
    for review_id in list(db.session.scalars(due.limit(AT_ONCE))):
        with writing():
            _ask(db.session.get_one(Review, review_id))


def _ask(review: Review) -> None:
    months = 6 if clock.now() - review.created_at >= SECOND_ASKED else 1
    again = review.created_at + SECOND_ASKED if months == 1 else None
    mine = update(Review).where(Review.id == review.id, Review.ask_at == review.ask_at)
    stands = review.removed_at is None and review.hidden_at is None
    if change(mine.values(ask_at=again)) and stands and Followup.ask(review.id, months):
        publish(StillHappyAsked(review.id, review.owner_id, months))


@every_minute
def erase_removed() -> None:
    """What was taken back a day ago cannot be put back any more."""
    old = select(Review.id).where(Review.removed_at < clock.now() - KEPT)
    ids = list(db.session.scalars(old.limit(AT_ONCE)))
    if ids:
        with writing():
            gone = delete(Review).where(Review.id.in_(ids))
            change(gone.where(Review.removed_at < clock.now() - KEPT))
