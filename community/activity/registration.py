"""What activity listens to."""

from __future__ import annotations

from community.activity import collecting, live, recording
from community.activity.models import Activity
from community.catalog.merging import moves_with_product
from community.collections.events import CollectionRemixed, PieceAdded
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import ThingRemoved
from community.core.live import watchable
from community.polls.events import PollAsked, PollDecided
from community.purchases.events import Bought, Marked
from community.reviews.events import ReviewWritten
from community.wishlists.events import WishAdded


def register() -> None:
    once = (Activity.actor_id, Activity.verb, Activity.burst)
    moves_with_product(Activity.thing_id, kind=Activity.kind, one_per=once)
    cache.may_lag(Activity, "count")
    subscribe(PollAsked, recording.record_asked, name="activity", durable=True)
    subscribe(PollDecided, recording.record_decided, name="activity", durable=True)
    subscribe(WishAdded, recording.record_added, name="activity", durable=True)
    subscribe(Marked, recording.record_marked, name="activity", durable=True)
    subscribe(ReviewWritten, recording.record_review, name="activity", durable=True)
    subscribe(Bought, recording.record_bought, name="activity", durable=True)
    subscribe(PieceAdded, collecting.record_added, name="activity", durable=True)
    subscribe(CollectionRemixed, collecting.record_remixed, name="activity", durable=True)
    subscribe(ThingRemoved, recording.forget, name="activity", durable=True)
    watchable("feed", live.rooms)
    # Sockets and Redis have no place in a transaction; to hear twice of news does no harm.
    subscribe(PollAsked, live.tell_poll, name="feed", durable=True, in_transaction=False)
    subscribe(PollDecided, live.tell_poll, name="feed", durable=True, in_transaction=False)
    subscribe(WishAdded, live.tell_wish, name="feed", durable=True, in_transaction=False)
    subscribe(Marked, live.tell_mark, name="feed", durable=True, in_transaction=False)
    subscribe(ReviewWritten, live.tell_review, name="feed", durable=True, in_transaction=False)
    subscribe(Bought, live.tell_purchase, name="feed", durable=True, in_transaction=False)
    subscribe(PieceAdded, live.tell_piece, name="feed", durable=True, in_transaction=False)
