"""Members who watch one poll and vote in it, and what they were told of their votes."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Flask

from community.core.ids import encode
from community.extensions import db
from community.polls.live import read_state
from community.polls.models import Poll, Vote
from tests.core.live.member import Member, cookie_for
from tests.drills.listening.wire import Page
from tests.world import befriend, person, poll_by


class Listeners:
    """ana asks; `many` friends of hers have a page open each, at the `urls` in turn."""

    def __init__(self, app: Flask, urls: Sequence[str], many: int, forgetful: int = 0) -> None:
        self.app = app
        self.lock = threading.Lock()
        self.kept: dict[str, str] = {}  # who: the option they were told is theirs
        self.statuses: Counter[int] = Counter()
        self.members: dict[str, Member] = {}
        self.ids: dict[str, str] = {}
        self.pages: list[Page] = []
        with app.app_context():
            self._gather(urls, many, forgetful)
            db.session.remove()

    def _gather(self, urls: Sequence[str], many: int, forgetful: int) -> None:
        self.ana = person("ana")
        poll = poll_by(self.ana, "red pot", "blue pot", "green pot")
        self.poll_id, self.poll = poll.id, encode(poll.id)
        self.options = [encode(option.id) for option in poll.options]
        self.asker = Member(urls[0], cookie_for(self.app, self.ana))
        self.asker.http.headers["Connection"] = "close"
        for number in range(many):
            friend = person(f"friend{number}")
            befriend(self.ana, friend)
            url, cookie = urls[number % len(urls)], cookie_for(self.app, friend)
            self.ids[friend.handle] = encode(friend.id)
            self.members[friend.handle] = Member(url, cookie)
            # A kept line may be ended by the site just when somebody speaks again.
            self.members[friend.handle].http.headers["Connection"] = "close"
            is_forgetful = number >= many - forgetful
            self.pages.append(Page(friend.handle, url, cookie, self.poll, is_forgetful))

    def vote(self, name: str) -> float:
        """For another option than before; seconds until it was acknowledged."""
        others = [option for option in self.options if option != self.kept.get(name)]
        option, began = random.choice(others), time.monotonic()
        answer = self.members[name].post(f"/polls/{self.poll}/vote", option=option)
        with self.lock:
            self.statuses[answer.status_code] += 1
            if answer.status_code == 303 and "sign-in" not in answer.headers["Location"]:
                self.kept[name] = option
        return time.monotonic() - began

    def truth(self) -> dict[str, Any]:
        """The poll as the database has it."""
        with self.app.app_context():
            state = read_state(self.poll_id)
            db.session.remove()
        assert state
        return state

    def double_counts(self) -> int:
        """How far the counters are from the votes, and the votes from what people were told."""
        with self.app.app_context():
            votes = {vote.profile.handle: encode(vote.option_id) for vote in db.session.query(Vote)}
            rows = db.session.query(Vote).count()
            total = db.session.get(Poll, self.poll_id).vote_count  # type: ignore[union-attr]
            db.session.remove()
        counted = Counter(votes.values())
        off = sum(abs(counted[each] - self.truth()["votes"][each]) for each in self.options)
        wrong = sum(votes.get(name) != option for name, option in self.kept.items())
        return off + abs(total - rows) + abs(rows - len(self.kept)) + wrong
