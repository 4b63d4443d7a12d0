"""What notifications listen to."""

from __future__ import annotations

from community.catalog.merging import moves_with_product
from community.collections.events import CollaboratorAdded, CollectionRemixed
from community.core import cache, live
from community.core.events import subscribe
from community.core.kinds import ThingRemoved
from community.friends.events import FollowAsked, Followed, RequestEnded
from community.moderation.events import AppealAnswered, CaseSettled, DecidedAbout, TakenBack
from community.notifications import (
    collecting,
    digests,
    forgetting,
    forums,
    judgements,
    likes,
    mailing,
    notifiers,
    offers,
    people,
    portions,
    retailers,
    reviews,
)
from community.notifications.events import DigestDue, ForgetMore, LetterDue, Notified, ToldSome
from community.notifications.models import Digest, NoticeChoice, NoticeMute, Notification
from community.polls.events import PollAsked, PollClosed, PollDecided, VoteCast
from community.reactions.events import Commented, Liked
from community.retailers.events import (
    ClaimContested,
    ClaimEnded,
    ClaimFailing,
    RetailerJudged,
    SeatOffered,
)


def register() -> None:
    one_each = (Notification.profile_id, Notification.topic)
    moves_with_product(Notification.thing_id, kind=Notification.kind, one_per=one_each)
    muted_once = (NoticeMute.profile_id,)
    moves_with_product(NoticeMute.thing_id, kind=NoticeMute.kind, one_per=muted_once)
    cache.unseen(Digest, NoticeChoice, NoticeMute, Notification)
    subscribe(PollAsked, notifiers.asked, name="notify", durable=True)
    subscribe(VoteCast, notifiers.voted, name="notify", durable=True)
    subscribe(PollClosed, notifiers.closed, name="notify", durable=True)
    subscribe(PollDecided, notifiers.decided, name="notify", durable=True)
    subscribe(Commented, notifiers.commented, name="notify", durable=True)
    subscribe(Liked, likes.liked, name="notify", durable=True)
    subscribe(Followed, people.followed, name="notify", durable=True)
    subscribe(FollowAsked, people.asked, name="notify", durable=True)
    subscribe(RequestEnded, people.ended, name="notify", durable=True)
    subscribe(CaseSettled, judgements.settled, name="notify", durable=True)
    subscribe(DecidedAbout, judgements.decided, name="notify", durable=True)
    subscribe(TakenBack, judgements.taken_back, name="notify", durable=True)
    subscribe(AppealAnswered, judgements.answered, name="notify", durable=True)
    subscribe(CollaboratorAdded, collecting.gathers, name="notify", durable=True)
    subscribe(CollectionRemixed, collecting.remixed, name="notify", durable=True)
    forums.listen()
    reviews.listen()
    offers.listen()
    subscribe(SeatOffered, retailers.seat_offered, name="notify", durable=True)
    subscribe(RetailerJudged, retailers.judged, name="notify", durable=True)
    subscribe(ClaimFailing, retailers.failing, name="notify", durable=True)
    subscribe(ClaimContested, retailers.contested, name="notify", durable=True)
    subscribe(ClaimEnded, retailers.ended, name="notify", durable=True)
    subscribe(ToldSome, portions.tell_more, name="notify", durable=True)
    subscribe(ThingRemoved, forgetting.forget, name="notices", durable=True)
    subscribe(ForgetMore, forgetting.forget, name="notices", durable=True)
    subscribe(LetterDue, mailing.send, name="mail", durable=True, in_transaction=False)
    subscribe(DigestDue, digests.write_digest, name="digest", durable=True, in_transaction=False)
    subscribe(Notified, _ring, name="bell")


def _ring(fact: Notified) -> None:
    live.tell("bell", {}, f"member:{fact.profile_id}")
