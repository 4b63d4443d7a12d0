"""Polls with options and votes, what is said under them, and the news of all that."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import count
from random import Random

from bench.crowd.goods import audience, size_of
from bench.crowd.members import in_circle
from bench.crowd.shape import DAY, LISTS, POLLS, STAR, Crowd, made, mixed
from bench.crowd.sheets import Row, Sheet, moment
from community.activity.models import Activity
from community.demo.crowd import DOUBTS, QUESTIONS
from community.notifications.models import Notification
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment

OPTIONS = 3
ANSWERS = ("yes", "no", "wait")
DURATIONS = (1, 3, 7)  # days
UNREAD_DAYS = 3  # what is younger has not been read
POLL = (
    "id", "owner_id", "audience", "people_set_id", "sort", "question", "product_id", "closes_at",
    "closed_at", "asked_count", "vote_count", "comment_count", "version", "created_at",
)  # fmt: skip
NOTICE = (
    "id", "profile_id", "topic", "kind", "thing_id", "actor_id", "count", "created_at",
    "changed_at", "read_at",
)  # fmt: skip


class Asking:
    """`votes` count by option once the sheet of votes has been written."""

    def __init__(self, crowd: Crowd) -> None:
        self.crowd = crowd
        self.votes = array("l", bytes(8 * OPTIONS * crowd.polls.count))

    def sheets(self) -> Iterator[Sheet]:
        option = ("id", "poll_id", "position", "answer", "product_id", "votes")
        comment = ("id", "kind", "thing_id", "author_id", "body", "html", "created_at")
        activity = ("id", "actor_id", "verb", "kind", "thing_id", "burst", "count", "created_at")
        yield Sheet(Vote, ("id", "poll_id", "option_id", "profile_id", "created_at"), self._votes())
        yield Sheet(Poll, POLL, self._polls())
        yield Sheet(Option, option, self._options())
        yield Sheet(Comment, comment, self._comments())
        yield Sheet(Activity, activity, self._activities())
        yield Sheet(Notification, NOTICE, self._notices())

    def _votes(self) -> Iterator[Row]:
        crowd, line, serial = self.crowd, self.crowd.polls, count()
        for number in self._numbers():
            at, own, dice = line.at(number), line.id(number), Random(number)
            for voter in self._voters(number, dice):
                choice = min(int(dice.random() ** 2 * OPTIONS), OPTIONS - 1)
                self.votes[number * OPTIONS + choice] += 1
                row = made(at, next(serial)), own, self.option(number, choice)
                yield *row, crowd.id_of(voter), moment(at)

    def _voters(self, number: int, dice: Random) -> list[int]:
        crowd, owner = self.crowd, self.crowd.owner(number)
        shown, circle = audience(crowd, owner, number)
        if shown == "me":
            return []
        near = in_circle(crowd, owner) if circle else crowd.friends(owner)
        voters = {friend for friend in near if dice.random() < 0.5}
        if shown == "public":
            strangers = crowd.members // 10 if owner == STAR else dice.randrange(8)
            voters |= {dice.randrange(crowd.members) for _one in range(strangers)}
        return sorted(voters - {owner})

    def _polls(self) -> Iterator[Row]:
        crowd, line = self.crowd, self.crowd.polls
        for number in self._numbers():
            owner, at, is_doubt = crowd.owner(number), line.at(number), number % 3 == 0
            shown, circle = audience(crowd, owner, number)
            closes = at + DURATIONS[number % 3] * DAY
            closed = moment(closes) if closes < crowd.now.timestamp() else None
            votes = sum(self.votes[number * OPTIONS : (number + 1) * OPTIONS])
            asked = {"friends": len(crowd.friends(owner))}.get(shown, 0)
            words = (DOUBTS if is_doubt else QUESTIONS)[number % 4]
            row = line.id(number), crowd.id_of(owner), shown, circle
            row += "buy" if is_doubt else "which", words, self._product(number, 0, is_doubt)
            row += moment(closes), closed, asked, votes, self._talk(number), votes + 1
            yield *row, moment(at)

    def _options(self) -> Iterator[Row]:
        for number in self._numbers():
            is_doubt = number % 3 == 0
            for place in range(OPTIONS):
                row = self.option(number, place), self.crowd.polls.id(number), place
                answer = ANSWERS[place] if is_doubt else ""
                product = self._product(number, place, not is_doubt)
                yield *row, answer, product, self.votes[number * OPTIONS + place]

    def _product(self, number: int, place: int, is_meant: bool) -> int | None:
        goods = self.crowd.products
        return goods.id(mixed(number + place) % goods.count) if is_meant else None

    def _talk(self, number: int) -> int:
        """How many comments stand under a poll."""
        is_stars = self.crowd.owner(number) == STAR
        return self.crowd.members // 40 if is_stars else (0, 0, 1, 3)[mixed(number) % 4]

    def _comments(self) -> Iterator[Row]:
        crowd, line, serial = self.crowd, self.crowd.polls, count()
        for number in self._numbers():
            owner, at = crowd.owner(number), line.at(number)
            near = crowd.friends(owner)
            for nth in range(self._talk(number)):
                author = (nth * 7 + 1) % crowd.members if owner == STAR else near[nth % len(near)]
                row = made(at + nth, next(serial)), "poll", line.id(number), crowd.id_of(author)
                words = f"The {nth + 1}. is mine"
                yield *row, words, f"<p>{words}</p>", moment(at + nth)

    def _activities(self) -> Iterator[Row]:
        crowd, serial = self.crowd, count()
        for number in filter(lambda number: crowd.has(LISTS, number), range(crowd.lists.count)):
            at, size = crowd.lists.at(number) + 70, size_of(number)
            row = made(at, next(serial)), crowd.id_of(crowd.owner(number)), "added", "list"
            yield *row, crowd.lists.id(number), "2026-01-01 00", size, moment(at)
        for number in self._numbers():
            at = crowd.polls.at(number)
            row = made(at, next(serial)), crowd.id_of(crowd.owner(number)), "asked", "poll"
            yield *row, crowd.polls.id(number), "", 1, moment(at)

    def _notices(self) -> Iterator[Row]:
        crowd, serial = self.crowd, count()
        for number in self._numbers():
            owner, at, own = crowd.owner(number), crowd.polls.at(number), crowd.polls.id(number)
            near, actor = crowd.friends(owner), crowd.id_of(owner)
            if audience(crowd, owner, number)[0] == "friends":
                for friend in near:
                    told = crowd.id_of(friend), "asked", "poll", own, actor, 1
                    yield self._notice(at, next(serial), told)
            votes = sum(self.votes[number * OPTIONS : (number + 1) * OPTIONS])
            if votes:
                told = actor, "voted", "poll", own, crowd.id_of(near[0]), votes
                yield self._notice(at, next(serial), told)
        for place in range(1, crowd.members, 2):
            at, one = crowd.days_ago(64 * (1 - place / crowd.members)), crowd.id_of(place)
            told = crowd.id_of(STAR), "followed", "profile", one, one, 1
            yield self._notice(at, next(serial), told)

    def _notice(self, at: float, number: int, told: Row) -> Row:
        when, is_read = moment(at), at < self.crowd.days_ago(UNREAD_DAYS)
        return made(at, number), *told, when, when, when if is_read else None

    def _numbers(self) -> Iterator[int]:
        crowd = self.crowd
        return (number for number in range(crowd.polls.count) if crowd.has(POLLS, number))

    def option(self, poll: int, place: int) -> int:
        return made(self.crowd.polls.at(poll), poll * OPTIONS + place)
