"""Plants what the cast likes, and what they say they have."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from community.demo.cast import PEOPLE, POLLS
from community.demo.cast_talk import REVIEWS
from community.demo.news import News
from community.demo.people import FRIENDS
from community.demo.story import Story
from community.friends.audience import Audience
from community.purchases.models import Mark, State
from community.reactions.models import Like, LikeCount

MOST_LIKES = 5
# Who wrote about a thing has it; a few more, for whom they chose.
MORE = (
    ("ada", "rhubarb-mug", State.HAD, Audience.FRIENDS),
    ("jonas", "moka-pot", State.HAD, Audience.FRIENDS),
    ("mara", "arc-lamp", State.WANT, Audience.FRIENDS),
    ("priya", "arc-lamp", State.HAVE, Audience.FRIENDS),
    ("priya", "rhubarb-mug", State.HAVE, Audience.PUBLIC),
    ("jonas", "arc-lamp", State.HAVE, Audience.FOLLOWERS),
    ("mara", "moka-pot", State.HAVE, Audience.FRIENDS),
    ("mara", "quiet-phones", State.HAD, Audience.ME),
    ("rosa", "kitchen-radio", State.HAVE, Audience.FRIENDS),
)


def plant_fondness(story: Story, news: News) -> None:
    _plant_likes(story, news)
    owned = [(row.author, row.product, State.HAVE, Audience.PUBLIC) for row in REVIEWS]
    seen: set[tuple[str, str]] = set()
    for owner, product, state, audience in (*MORE, *owned):
        if (owner, product) not in seen:
            seen.add((owner, product))
            _plant_mark(story, news, owner, product, state, audience)


def _plant_mark(
    story: Story, news: News, owner: str, product: str, state: State, audience: Audience
) -> None:
    at = story.between(story.before(days=25), story.before(hours=5))
    owner_id = story.id_of("profile", owner)
    mark = story.add(
        Mark,
        at,
        owner_id=owner_id,
        product_id=story.id_of("product", product),
        state=state.value,
        audience=audience.value,
        changed_at=at,
    )
    if state == State.HAVE:
        news.record(owner_id, "has", Mark.kind, mark, at)


def _plant_likes(story: Story, news: News) -> None:
    """Friends like each other's questions."""
    counts: Counter[int] = Counter()
    handles = [person.handle for person in PEOPLE]
    for poll in POLLS:
        thing, asker = story.id_of("poll", poll.key), story.id_of("profile", poll.asker)
        friends = [name for name in FRIENDS[poll.asker] if name in handles]
        for fond in story.dice.sample(
            friends, min(len(friends), story.dice.randint(0, MOST_LIKES))
        ):
            counts[thing] += 1
            at = _since(story, days=2)
            profile = story.id_of("profile", fond)
            story.add(Like, at, kind="poll", thing_id=thing, profile_id=profile)
            news.tell(asker, "liked", "poll", thing, profile, at)
    for thing, count in counts.items():
        story.add(LikeCount, story.now, kind="poll", thing_id=thing, count=count)


def _since(story: Story, days: int) -> datetime:
    return story.between(story.before(days=days), story.now)
