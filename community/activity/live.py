"""Home pages hear that there is news, from those they follow and about what they may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from community.accounts.models import Profile
from community.collections.events import PieceAdded
from community.collections.models import Collection
from community.core import live
from community.core.ids import encode
from community.extensions import db
from community.friends.audience import Audience, is_muted
from community.friends.queries import audience_members, followed_by, friends_of
from community.friends.viewer import Viewer
from community.polls.events import PollAsked, PollDecided
from community.polls.models import Poll
from community.purchases.events import Bought, Marked
from community.purchases.models import Mark, Purchase, State
from community.reviews.events import ReviewWritten
from community.reviews.models import Review
from community.wishlists.events import WishAdded
from community.wishlists.models import Wishlist

MOST_FOLLOWED = 300


def rooms(viewer: Viewer, profile_id: int) -> Iterable[str]:
    """One's own feed: a room for each member followed, another for those who are friends."""
    if viewer.profile_id != profile_id:
        return []
    heard = ~is_muted(profile_id, Profile.id)
    followed = followed_by(profile_id).where(heard).limit(MOST_FOLLOWED)
    friends = friends_of(profile_id).where(heard).limit(MOST_FOLLOWED)
    return [
        f"feed:named:{profile_id}",
        *(f"feed:follower:{person.id}" for person in db.session.scalars(followed)),
        *(f"feed:friend:{person.id}" for person in db.session.scalars(friends)),
    ]


def tell_poll(fact: PollAsked | PollDecided) -> None:
    _tell(db.session.get(Poll, fact.poll_id))


def tell_wish(fact: WishAdded) -> None:
    _tell(db.session.get(Wishlist, fact.list_id))


def tell_mark(fact: Marked) -> None:
    mark = db.session.get(Mark, fact.mark_id)
    _tell(mark if mark and mark.state == State.HAVE else None)


def tell_purchase(fact: Bought) -> None:
    """What is kept from somebody rings nowhere: a feed that says there is news, and then shows
    none, would tell of it."""
    purchase = db.session.get(Purchase, fact.purchase_id)
    _tell(purchase if purchase and not purchase.is_kept else None)


def tell_piece(fact: PieceAdded) -> None:
    _tell(db.session.get(Collection, fact.collection_id))


def tell_review(fact: ReviewWritten) -> None:
    _tell(db.session.get(Review, fact.review_id))


def _tell(thing: Any) -> None:
    """Only those in the audience hear that anything happened at all."""
    if thing is None:
        return
    if thing.audience in (Audience.PUBLIC, Audience.FOLLOWERS):
        live.tell("stale", {"room": "feed"}, f"feed:follower:{thing.owner_id}")
    elif thing.audience == Audience.FRIENDS:
        live.tell("stale", {"room": "feed"}, f"feed:friend:{thing.owner_id}")
    elif thing.audience == Audience.PEOPLE:
        people = audience_members(thing)
        people = people.where(~is_muted(Profile.id, thing.owner_id)) if people is not None else None
        for person in db.session.scalars(people) if people is not None else ():
            message = {"room": "feed", "id": encode(person.id)}
            live.tell("stale", message, f"feed:named:{person.id}")
