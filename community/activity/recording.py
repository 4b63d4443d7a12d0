"""From facts to activities: what followers may hear of."""

from __future__ import annotations

from sqlalchemy import delete, exists, select, update

from community.activity.models import Activity
from community.core import clock
from community.core.db import change
from community.core.kinds import ThingRemoved
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.polls.events import PollAsked, PollDecided
from community.polls.models import Poll
from community.purchases.events import Bought, Marked
from community.purchases.models import Mark, Purchase, State
from community.reviews.events import ReviewWritten
from community.reviews.models import Review
from community.wishlists.events import WishAdded


def record_asked(fact: PollAsked) -> None:
    _record_poll(fact.poll_id, "asked")


def record_decided(fact: PollDecided) -> None:
    _record_poll(fact.poll_id, "decided")


def record_added(fact: WishAdded) -> None:
    """What is added within an hour is one piece of news with a count."""
    burst = clock.now().strftime("%Y-%m-%d %H")
    if not _record(fact.owner_id, "added", "list", fact.list_id, burst):
        db.session.execute(
            update(Activity)
            .where(Activity.actor_id == fact.owner_id, Activity.verb == "added")
            .where(Activity.kind == "list", Activity.thing_id == fact.list_id)
            .where(Activity.burst == burst)
            .values(count=Activity.count + 1)
        )


def record_marked(fact: Marked) -> None:
    """“Ana has it now”; who wants it, or had it once, makes no news of it."""
    mark = db.session.get(Mark, fact.mark_id)
    if mark is None or mark.state != State.HAVE:
        change(
            delete(Activity).where(Activity.kind == Mark.kind, Activity.thing_id == fact.mark_id)
        )
    elif not _said_so_already(fact):
        _record(fact.owner_id, "has", Mark.kind, fact.mark_id, "")


def _said_so_already(fact: Marked) -> bool:
    """Whoever tells that they bought it has it, which is no second piece of news."""
    same = Purchase.owner_id == fact.owner_id, Purchase.product_id == fact.product_id
    return bool(db.session.scalar(select(exists().where(*same, Purchase.told_at.is_not(None)))))


def record_bought(fact: Bought) -> None:
    _record(fact.owner_id, "bought", Purchase.kind, fact.purchase_id, "")


def record_review(fact: ReviewWritten) -> None:
    _record(fact.owner_id, "reviewed", Review.kind, fact.review_id, "")


def forget(fact: ThingRemoved) -> None:
    """News of what is gone; a thing has a few rows of it."""
    about = Activity.kind == fact.kind, Activity.thing_id == fact.thing_id
    change(delete(Activity).where(*about))


def _record_poll(poll_id: int, verb: str) -> None:
    poll = db.session.get(Poll, poll_id)
    if poll is not None:
        _record(poll.owner_id, verb, "poll", poll_id, "")


def _record(actor_id: int, verb: str, kind: str, thing_id: int, burst: str) -> bool:
    values = {
        "actor_id": actor_id, "verb": verb, "kind": kind, "thing_id": thing_id,
        "burst": burst, "count": 1,
    }  # fmt: skip
    return insert_or_ignore(Activity, values)
