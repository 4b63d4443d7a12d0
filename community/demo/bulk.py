"""A crowd of members with follows, lists, polls and votes, in proportions like a real site's.

Few are followed by many: popularity falls with a power of the place. The same seed makes the same
crowd (names, follows, wishes, votes); ids and times are fresh.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select

from community.accounts.models import Account, Profile
from community.accounts.models.account import email_key
from community.accounts.passwords import hash_password
from community.catalog.models import Offer, Product
from community.core.db import writing
from community.core.text import skeleton
from community.demo.crowd import name_of
from community.demo.doings import Doings, Goods
from community.demo.people import counted
from community.demo.seed import DEMO_PASSWORD
from community.demo.shelves import plant_shelves
from community.demo.story import Story
from community.extensions import db
from community.friends.models import Follow

AT_ONCE = 250
POOL = 400
MOST_FOLLOWED = 300
ANSWERED = 0.55  # how many of those followed follow back


@dataclass
class Crowd:
    """Profile ids; who follows whom by place in `ids`."""

    ids: list[int] = field(default_factory=list)
    followed: list[set[int]] = field(default_factory=list)

    def friends(self, place: int) -> list[int]:
        return sorted(other for other in self.followed[place] if place in self.followed[other])


def populate(
    members: int, number: int = 1, tick: Callable[[int], object] = lambda count: None
) -> int:
    """Makes `members` more; how many rows. `tick` is told twice of each member's being made."""
    story, crowd = Story(number), Crowd()
    password_hash = hash_password(DEMO_PASSWORD)
    rows = _stock()
    start = db.session.scalar(select(func.count(Profile.id))) or 0
    for places in _portions(members):
        for place in places:
            crowd.ids.append(_make_member(story, start + place, password_hash))
        rows += _write(story)
        tick(len(places))
    _befriend(story, crowd)
    doings = Doings(story, _pool())
    for places in _portions(members):
        for place in places:
            _follow(story, crowd, place)
            doings.of(crowd.ids[place], *_around(crowd, place))
        rows += _write(story)
        tick(len(places))
    story.afterwards(counted())
    rows += _write(story)
    return rows


def _stock() -> int:
    """A site without products gets the demo's, without pictures, by dice of their own."""
    if db.session.scalar(select(Product.id).limit(1)) is not None:
        return 0
    story = Story()
    plant_shelves(story, {}, [])
    return _write(story)


def _pool() -> list[Goods]:
    query = (
        select(
            Product.id, Product.title, Product.picture_id, Offer.id, Offer.amount, Offer.currency
        )
        .join(Offer, Offer.product_id == Product.id)
        .where(Product.listed_at.is_not(None), Product.hidden_at.is_(None))
        .order_by(Product.title, Offer.id)
        .limit(POOL)
    )
    return [Goods(*row) for row in db.session.execute(query)]


def _write(story: Story) -> int:
    with writing():
        return story.insert()


def _portions(members: int) -> Iterator[range]:
    for first in range(0, members, AT_ONCE):
        yield range(first, min(first + AT_ONCE, members))


def _make_member(story: Story, number: int, password_hash: str) -> int:
    name = name_of(story.dice)
    handle = f"{name.lower().replace(' ', '_')}_{number}"
    email = f"{handle}@posy.example"
    at = story.before(days=60 + story.dice.random() * 200)
    account = story.add(
        Account,
        at,
        email=email,
        email_key=email_key(email),
        email_verified_at=at,
        password_hash=password_hash,
        wants_mail=False,
    )
    return story.add(
        Profile,
        at,
        account_id=account,
        handle=handle,
        handle_skeleton=skeleton(handle),
        name=name,
    )


def _befriend(story: Story, crowd: Crowd) -> None:
    """Whom everybody follows: some neighbours, mostly those whom many follow."""
    count, dice = len(crowd.ids), story.dice
    crowd.followed = [set() for _id in crowd.ids]
    for place, followed in enumerate(crowd.followed):
        for _try in range(min(int(dice.paretovariate(1.4) * 7), MOST_FOLLOWED)):
            other = int(count * dice.random() ** 2.5)
            if dice.random() < 0.5:
                other = (place + dice.randint(-12, 12)) % count
            if other != place:
                followed.add(other)
                if dice.random() < ANSWERED and len(crowd.followed[other]) < MOST_FOLLOWED:
                    crowd.followed[other].add(place)


def _follow(story: Story, crowd: Crowd, place: int) -> None:
    for other in sorted(crowd.followed[place]):
        at = story.between(story.before(days=59), story.now - timedelta(minutes=5))
        story.add(Follow, at, follower_id=crowd.ids[place], followed_id=crowd.ids[other])


def _around(crowd: Crowd, place: int) -> tuple[list[int], list[int]]:
    """Ids of a member's friends, and of some strangers who meet public things."""
    friends = [crowd.ids[other] for other in crowd.friends(place)]
    count = len(crowd.ids)
    others = {(place * 7 + step * step) % count for step in range(1, 40)} - {place}
    return friends, sorted({crowd.ids[other] for other in others} - set(friends))
