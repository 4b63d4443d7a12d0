"""People who write while something is broken, and the ledgers they keep outside the site."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

import requests
from flask import Flask

from community.core.ids import encode
from community.extensions import db
from tests.core.live.member import Member, cookie_for
from tests.world import befriend, list_by, person, poll_by

TAKEN = (200, 303)
# What a site may say while it cannot: wait (429, 503). Any other refusal is a fault of ours.
POLITE = (429, 503)
PRODUCTS = 40


@dataclass
class Ledger:
    """What one person tried, and what the site said was done. Times are of `time.monotonic`."""

    wishes: list[str] = field(default_factory=list)
    clips: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    votes: list[tuple[str, bool]] = field(default_factory=list)  # option, acknowledged
    unheard: list[str] = field(default_factory=list)  # words whose fate nobody told us
    statuses: Counter[int] = field(default_factory=Counter)  # 0: nobody answered
    rude: list[str] = field(default_factory=list)  # answers that no fault excuses
    last_failure: float = 0.0
    last_success: float = 0.0
    longest: float = 0.0  # seconds an answer took
    impolite: int = 0  # 503s without Retry-After

    @property
    def acknowledged(self) -> int:
        kept = len(self.wishes) + len(self.clips) + len(self.comments)
        return kept + sum(is_kept for _, is_kept in self.votes)

    def possible_votes(self) -> set[str]:
        """The last acknowledged, or one tried after it that may have been kept unheard."""
        possible: set[str] = set()
        for option, is_acknowledged in reversed(self.votes):
            possible.add(option)
            if is_acknowledged:
                break
        return possible


class Writer(threading.Thread):
    """Votes, wishes, comments and saves clips, one after the other, until told to stop."""

    def __init__(self, name: str, member: Member, crowd: Crowd) -> None:
        super().__init__(name=name, daemon=True)
        self.member, self.crowd, self.ledger = member, crowd, Ledger()

    def run(self) -> None:
        acts = (self.vote, self.wish, self.vote, self.clip, self.vote, self.comment)
        for number in count(random.randrange(len(acts))):
            if self.crowd.stopped.wait(random.uniform(0, 2 * self.crowd.pause)):
                return
            acts[number % len(acts)](f"{self.name} says {number}")

    def vote(self, words: str) -> None:
        option = random.choice(self.crowd.options)
        is_kept = self.post(f"/polls/{self.crowd.poll}/vote", option=option)
        self.ledger.votes.append((option, is_kept))

    def wish(self, words: str) -> None:
        address = f"/lists/{self.crowd.lists[self.name]}/wishes"
        self._note(self.ledger.wishes, words, self.post(address, title=words))

    def comment(self, words: str) -> None:
        is_kept = self.post("/comments", kind="poll", id=self.crowd.poll, body=words)
        self._note(self.ledger.comments, words, is_kept)

    def clip(self, words: str) -> None:
        """Of one of a few products, so that the writers meet each other at them."""
        url = f"https://pots.example/pot-{random.randrange(PRODUCTS)}"
        typed = {"title": words, "currency": "EUR", "list": self.crowd.lists[self.name]}
        is_kept = self.post("/clip", save="1", url=url, quantity="1", **typed)
        self._note(self.ledger.clips, words, is_kept)

    def _note(self, kept: list[str], words: str, is_kept: bool) -> None:
        (kept if is_kept else self.ledger.unheard).append(words)

    def post(self, path: str, **fields: str) -> bool:
        began = time.monotonic()
        try:
            answer = self.member.post(path, **fields)
        except (requests.RequestException, AssertionError):
            self._fail(0)
            time.sleep(0.25)  # a little later somebody will answer
            return False
        finally:
            self.ledger.longest = max(self.ledger.longest, time.monotonic() - began)
        goes_to = answer.headers.get("Location", "")
        if answer.status_code in TAKEN and "/sign-in" not in goes_to:
            self.ledger.statuses[answer.status_code] += 1
            self.ledger.last_success = time.monotonic()
            return True
        self._refused(path, answer, goes_to)
        return False

    def _refused(self, path: str, answer: requests.Response, goes_to: str) -> None:
        self._fail(answer.status_code)
        if answer.status_code not in POLITE:
            self.ledger.rude.append(f"{answer.status_code} {path} {goes_to}")
        self.ledger.impolite += "Retry-After" not in answer.headers

    def _fail(self, status: int) -> None:
        self.ledger.statuses[status] += 1
        if status != 429:
            self.ledger.last_failure = time.monotonic()


class Crowd:
    """`many` friends of ana, who asks one poll; each has a list of their own.

    `urls`: the site's web processes, shared out among the writers; `pause`: mean seconds between
    two acts of a writer.
    """

    def __init__(self, app: Flask, urls: Sequence[str], many: int, pause: float = 0.1) -> None:
        self.stopped, self.pause = threading.Event(), pause
        self.lists: dict[str, str] = {}
        self.writers: list[Writer] = []
        with app.app_context():
            self._gather(app, urls, many)
            db.session.remove()

    def _gather(self, app: Flask, urls: Sequence[str], many: int) -> None:
        ana = person("ana")
        poll = poll_by(ana, "red pot", "blue pot", "green pot")
        self.poll = encode(poll.id)
        self.options = [encode(one.id) for one in poll.options]
        for number in range(many):
            writer = person(f"writer{number}")
            befriend(ana, writer)
            self.lists[writer.handle] = encode(list_by(writer).id)
            member = Member(urls[number % len(urls)], cookie_for(app, writer))
            self.writers.append(Writer(writer.handle, member, self))

    @property
    def ledgers(self) -> dict[str, Ledger]:
        return {writer.name: writer.ledger for writer in self.writers}

    @contextmanager
    def at_work(self, rest: float = 0.5) -> Iterator[Crowd]:
        """They write inside, and for `rest` seconds more."""
        for writer in self.writers:
            writer.start()
        try:
            yield self
            time.sleep(rest)
        finally:
            self.stopped.set()
            for writer in self.writers:
                writer.join(60)
                writer.member.leave()

    def total(self, of: Callable[[Ledger], int]) -> int:
        return sum(of(ledger) for ledger in self.ledgers.values())

    def statuses(self) -> Counter[int]:
        return sum((each.statuses for each in self.ledgers.values()), Counter())

    def last_failure(self) -> float:
        return max(ledger.last_failure for ledger in self.ledgers.values())

    def longest(self) -> float:
        return max(ledger.longest for ledger in self.ledgers.values())

    def rude(self) -> list[str]:
        return [words for ledger in self.ledgers.values() for words in ledger.rude]
