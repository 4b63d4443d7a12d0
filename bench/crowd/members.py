"""Accounts, people, browsers, and how they stand to each other."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import count
from random import Random

from bench.crowd.goods import picture_of
from bench.crowd.shape import Crowd, made, odds
from bench.crowd.sheets import Row, Sheet, moment
from community.accounts.models import Account, AccountSession, Profile
from community.accounts.passwords import hash_password
from community.core.text import skeleton
from community.demo.crowd import name_of
from community.friends.models import Block, Follow, Membership, PeopleSet

PASSWORD = "as many as you like"
IN_CIRCLE = 5
BLOCKS = 50  # one block for so many members
ACCOUNT = ("id", "email", "email_key", "email_verified_at", "password_hash", "created_at")
PROFILE = (
    "id", "account_id", "handle", "handle_skeleton", "name", "avatar_id", "created_at",
    "follower_count", "followed_count",
)  # fmt: skip
SESSION = ("id", "account_id", "token_hash", "created_at", "seen_at")


class Members:
    """`followers` and `followed` count once the sheet of follows has been written."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.followers = array("l", bytes(8 * crowd.members))
        self.followed = array("l", bytes(8 * crowd.members))

    def sheets(self) -> Iterator[Sheet]:
        yield Sheet(Follow, ("id", "follower_id", "followed_id", "created_at"), self._follows())
        yield Sheet(Account, ACCOUNT, self._accounts())
        yield Sheet(Profile, PROFILE, self._profiles())
        yield Sheet(AccountSession, SESSION, self._sessions())
        yield Sheet(Block, ("id", "blocker_id", "blocked_id", "created_at"), self._blocks())
        yield Sheet(PeopleSet, ("id", "owner_id", "name", "created_at"), self._circles())
        yield Sheet(Membership, ("id", "set_id", "profile_id"), self._in_circles())

    def _follows(self) -> Iterator[Row]:
        crowd, number = self.crowd, count()
        line = crowd.between(65, 0.01, crowd.members)
        ids = [crowd.id_of(place) for place in self._places()]
        for nth in self._places():
            place, at = crowd.owner(nth), line.at(nth)
            chosen, when = crowd.follows(place), moment(at)
            self.followed[place] = len(chosen)
            for other in chosen:
                self.followers[other] += 1
                yield made(at, next(number)), ids[place], ids[other], when

    def _accounts(self) -> Iterator[Row]:
        password_hash = hash_password(PASSWORD)
        for place in self._places():
            mail, when = f"member{place}@crowd.example", moment(self.crowd.people.at(place))
            yield self.crowd.id_of(place), mail, mail, when, password_hash, when

    def _profiles(self) -> Iterator[Row]:
        for place in self._places():
            own, handle = self.crowd.id_of(place), handle_of(place)
            picture = picture_of(self.crowd, place) if place % 2 else None
            name, when = name_of(Random(place)), moment(self.crowd.people.at(place))
            row = own, own, handle, skeleton(handle), name, picture, when
            yield *row, self.followers[place], self.followed[place]

    def _sessions(self) -> Iterator[Row]:
        """One member in twenty was here within the hour, the others within twelve days."""
        crowd = self.crowd
        line = crowd.between(64, 13, crowd.members)
        for place in self._places():
            days = odds(place + 5) * (0.8 / 24 if place % 20 == 1 else 12)
            row = line.id(place), crowd.id_of(place), crowd.token_hash(place)
            yield *row, moment(line.at(place)), moment(crowd.days_ago(days))

    def _blocks(self) -> Iterator[Row]:
        """Of people at the far side of the ring, who are no friends."""
        crowd = self.crowd
        line = crowd.between(60, 1, crowd.members)
        for place in range(1, crowd.members, BLOCKS):
            other = (place + crowd.members // 2) % crowd.members
            row = line.id(place), crowd.id_of(place), crowd.id_of(other)
            yield *row, moment(line.at(place))

    def _circles(self) -> Iterator[Row]:
        crowd = self.crowd
        for place in filter(crowd.has_circle, self._places()):
            row = crowd.circles.id(place), crowd.id_of(place), "Close ones"
            yield *row, moment(crowd.circles.at(place))

    def _in_circles(self) -> Iterator[Row]:
        crowd = self.crowd
        for place in filter(crowd.has_circle, self._places()):
            for nth, friend in enumerate(in_circle(crowd, place)):
                own = made(crowd.circles.at(place), place * IN_CIRCLE + nth)
                yield own, crowd.circles.id(place), crowd.id_of(friend)

    def _places(self) -> range:
        return range(self.crowd.members)


def handle_of(place: int) -> str:
    return f"member{place}"


def in_circle(crowd: Crowd, place: int) -> list[int]:
    return crowd.friends(place)[:IN_CIRCLE]
