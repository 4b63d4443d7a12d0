"""What activity listens to."""

from __future__ import annotations

from community.activity import live, recording
from community.core.events import subscribe
from community.core.live import watchable
from community.polls.events import PollAsked, PollDecided
from community.wishlists.events import WishAdded


def register() -> None:
    subscribe(PollAsked, recording.record_asked, name="activity", durable=True)
    subscribe(PollDecided, recording.record_decided, name="activity", durable=True)
    subscribe(WishAdded, recording.record_added, name="activity", durable=True)
    watchable("feed", live.rooms)
    subscribe(PollAsked, live.tell_poll, name="feed", durable=True)
    subscribe(PollDecided, live.tell_poll, name="feed", durable=True)
    subscribe(WishAdded, live.tell_wish, name="feed", durable=True)
