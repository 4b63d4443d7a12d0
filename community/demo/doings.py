"""What one member of a crowd does: lists, collections and polls with votes, and the news of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from community.collections.models import Collection, Piece
from community.demo.crowd import DOUBTS, QUESTIONS, TITLES
from community.demo.news import News
from community.demo.story import Story
from community.polls.models import Option, Poll, Vote
from community.wishlists.models import Wish, Wishlist

OCCASIONS = ("wishes", "wishes", "wardrobe", "birthday", "home")
MOST_WISHES = 60
ANSWERS = ("yes", "no", "wait")


@dataclass(frozen=True)
class Goods:
    """A product of the pool; `amount` in minor units of `currency`."""

    id: int
    title: str
    picture_id: int | None
    offer_id: int
    amount: int | None
    currency: str


class Doings:
    def __init__(self, story: Story, pool: list[Goods]) -> None:
        self._story = story
        self._dice = story.dice
        self._news = News(story)
        self._pool = pool

    def of(self, owner: int, friends: list[int], strangers: list[int]) -> None:
        for _list in range(self._dice.choice((0, 1, 1, 2, 3))):
            self._list(owner)
        for _poll in range(self._dice.choice((0, 0, 0, 1, 1, 2))):
            self._poll(owner, friends, strangers)
        for _collection in range(self._dice.choice((0, 0, 1, 1, 2))):
            self._collection(owner)
        self._news.plant()

    def _list(self, owner: int) -> None:
        begun = self._time(50)
        size = min(int(self._dice.paretovariate(1.3) * 4), MOST_WISHES, len(self._pool))
        made = self._story.add(
            Wishlist,
            begun,
            owner_id=owner,
            audience=self._audience(),
            title=self._dice.choice(TITLES),
            occasion=self._dice.choice(OCCASIONS),
            wish_count=size,
        )
        for place, goods in enumerate(self._dice.sample(self._pool, size)):
            self._wish(made, goods, place, begun + timedelta(seconds=place))
        self._news.record(owner, "added", "list", made, begun, size)

    def _collection(self, owner: int) -> None:
        begun = self._time(45)
        size = min(int(self._dice.paretovariate(1.3) * 4), MOST_WISHES, len(self._pool))
        made = self._story.add(
            Collection,
            begun,
            owner_id=owner,
            audience=self._audience(),
            title=self._dice.choice(TITLES),
            piece_count=size,
        )
        for place, goods in enumerate(self._dice.sample(self._pool, size)):
            self._piece(made, goods, place, begun + timedelta(seconds=place), owner)
        self._news.record(owner, "made", "collection", made, begun, size)

    def _piece(self, made: int, goods: Goods, place: int, at: datetime, by: int) -> None:
        self._story.add(
            Piece,
            at,
            collection_id=made,
            product_id=goods.id,
            offer_id=goods.offer_id,
            added_by_id=by,
            title=goods.title,
            picture_id=goods.picture_id,
            amount=goods.amount,
            currency=goods.currency,
            position=place + 1,
        )

    def _wish(self, wishlist: int, goods: Goods, place: int, at: datetime) -> None:
        self._story.add(
            Wish,
            at,
            list_id=wishlist,
            product_id=goods.id,
            offer_id=goods.offer_id,
            title=goods.title,
            picture_id=goods.picture_id,
            amount=goods.amount,
            currency=goods.currency,
            priority=self._dice.randrange(3),
            position=place + 1,
        )

    def _poll(self, owner: int, friends: list[int], strangers: list[int]) -> None:
        audience = self._dice.choice(("public", "friends", "friends"))
        asked = self._time(40)
        closes = asked + timedelta(hours=self._dice.choice((24, 72, 168)))
        goods = self._dice.sample(self._pool, min(self._dice.choice((1, 2, 2, 3)), len(self._pool)))
        is_doubt = len(goods) == 1
        poll = self._story.fresh_id(asked)
        options = [self._story.fresh_id(asked) for _option in range(3 if is_doubt else len(goods))]
        voters = friends if audience == "friends" else friends + strangers
        voters = self._dice.sample(voters, int(len(voters) * self._dice.uniform(0.1, 0.7)))
        votes = self._votes(poll, options, voters, owner, (asked, closes))
        for place, option in enumerate(options):
            about = {"answer": ANSWERS[place]} if is_doubt else {"product_id": goods[place].id}
            count = votes.count(option)
            self._story.add(
                Option, asked, id=option, poll_id=poll, position=place, votes=count, **about
            )
        self._story.add(
            Poll,
            asked,
            id=poll,
            owner_id=owner,
            audience=audience,
            sort="buy" if is_doubt else "which",
            question=self._dice.choice(DOUBTS if is_doubt else QUESTIONS),
            product_id=goods[0].id if is_doubt else None,
            closes_at=closes,
            closed_at=closes if closes < self._story.now else None,
            asked_count=len(friends) if audience == "friends" else 0,
            vote_count=len(votes),
        )
        self._news.record(owner, "asked", "poll", poll, asked)

    def _votes(
        self,
        poll: int,
        options: list[int],
        voters: list[int],
        owner: int,
        span: tuple[datetime, datetime],
    ) -> list[int]:
        """The options chosen, the first ones more often."""
        chosen = self._dice.choices(options, weights=range(len(options), 0, -1), k=len(voters))
        for voter, option in zip(voters, chosen, strict=True):
            at = self._story.between(*span)
            self._story.add(Vote, at, poll_id=poll, option_id=option, profile_id=voter)
            self._news.tell(owner, "voted", "poll", poll, voter, at)
        return chosen

    def _audience(self) -> str:
        return self._dice.choice(("public", "public", "friends", "friends", "followers", "me"))

    def _time(self, days: int) -> datetime:
        return self._story.between(self._story.before(days=days), self._story.before(minutes=10))
