"""A poll on a fleet, and the people around it: who votes, who watches, who reads, who signs in."""

from __future__ import annotations

import threading
import time
from collections import Counter
from itertools import count, cycle
from typing import Any

import requests
from sqlalchemy import func, select

from community.accounts.passwords import hash_password
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import Delivery
from community.extensions import db
from community.polls.live import read_state
from tests.core.live.member import TOKEN, Member, Socket, cookie_for
from tests.drills.frame import Report, wait_until
from tests.services.fleet import Fleet
from tests.world import befriend, person, poll_by

PASSWORD = "lamp or plant or pot?"
CONVERGES_WITHIN = 10.0


class People:
    """A poll, who votes on the one process, who watches on the other, and who reads on both."""

    def __init__(self, report: Report, fleet: Fleet) -> None:
        self.report, self.fleet, self.app = report, fleet, fleet.app()
        self.urls = [web.url for web in fleet.webs]
        self.statuses: Counter[int] = Counter()
        self.when = "calm"
        self._stopped = threading.Event()
        with self.app.app_context():
            self._gather()
            db.session.remove()
        self.sockets = [watcher.open_socket() for watcher in self.watchers]
        for socket in self.sockets:
            socket.heard.append(("state", (socket.watch("poll", self.poll)["state"],)))

    def _gather(self) -> None:
        ana = person("ana")
        kept = hash_password(PASSWORD)
        with writing():
            ana.account.password_hash = kept
        friends = [person(f"friend{number}") for number in range(4)]
        for friend in friends:
            befriend(ana, friend)
        poll = poll_by(ana)
        self.ana, self.poll = ana.id, poll.id
        self.options = cycle([encode(one.id) for one in poll.options])
        everybody = [ana, *friends]
        cookies = [cookie_for(self.app, profile) for profile in everybody]
        self.watchers = [Member(self.urls[place % 2], cookies[place]) for place in range(4)]
        self.voter = Member(self.urls[0], cookies[4])
        self.follower = Member(self.urls[1], cookie_for(self.app, person("fay")))
        self.reader = Member(self.urls[0], cookies[1])

    def reading(self, many: int) -> Reading:
        return Reading(self, many)

    def ask(self, how: Any, *words: Any, **more: Any) -> requests.Response:
        began = time.monotonic()
        answer: requests.Response = how(*words, **more)
        self.report.measure(f"answer_{self.when}", time.monotonic() - began)
        self.statuses[answer.status_code] += 1
        return answer

    def vote(self) -> None:
        address = f"/polls/{encode(self.poll)}/vote"
        answer = self.ask(self.voter.post, address, option=next(self.options))
        self.report.demand(answer.status_code == 303, f"a vote was answered {answer.status_code}")

    def truth(self) -> dict[str, Any]:
        with self.app.app_context():
            state = read_state(self.poll)
            db.session.remove()
        assert state
        return state

    def are_up_to_date(self) -> bool:
        truth = self.truth()
        return all(newest(socket) == truth for socket in self.sockets)

    def converge(self, when: str) -> None:
        try:
            took = wait_until(self.are_up_to_date, CONVERGES_WITHIN, pause=0.2)
            self.report.measure(f"converged_{when}", took)
        except TimeoutError:
            self.report.demand(False, f"{when}: open polls are not as the database says")

    def sign_in(self, url: str, name: str, password: str, address: str) -> int:
        with requests.Session() as http:
            headers = {"X-Forwarded-For": address}
            token = TOKEN.search(http.get(f"{url}/sign-in", headers=headers, timeout=20).text)
            assert token
            data = {"csrf_token": token[1], "name": name, "password": password}
            answer = self.ask(
                http.post, f"{url}/sign-in", data=data, headers=headers, allow_redirects=False,
                timeout=20,
            )  # fmt: skip
        return answer.status_code

    def are_signed_in(self) -> bool:
        answers = [self.ask(each.http.get, f"{each.url}/people") for each in self.watchers]
        return all(answer.status_code == 200 and not answer.history for answer in answers)

    def undelivered(self) -> int:
        with self.app.app_context():
            waiting = select(func.count(Delivery.id)).where(Delivery.done_at.is_(None))
            number = db.session.scalar(waiting) or 0
            db.session.remove()
        return number

    def judge(self, answers_within: float) -> None:
        for status, number in self.statuses.items():
            self.report.count(f"answered_{status}", number)
        bad = {status: n for status, n in self.statuses.items() if status >= 500 or not status}
        self.report.demand(not bad, f"answers that nobody should get: {bad}")
        calm, hard = (self.report.longest[f"answer_{when}"] for when in ("calm", "hard"))
        # On a machine that is slow without any fault, no slower than that.
        in_time = hard <= max(answers_within, calm)
        self.report.demand(in_time, f"an answer took {hard:.2f} s")


class Reading:
    """Members and strangers who read pages, on both processes, until the drill is over."""

    STRANGERS = ("/", "/discover", "/sign-in")
    MEMBERS = (*STRANGERS, "/people", "/polls/{poll}")

    def __init__(self, people: People, many: int) -> None:
        self._people = people
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._read, args=(n,)) for n in range(many)]

    def __enter__(self) -> None:
        for thread in self._threads:
            thread.start()

    def __exit__(self, *error: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join(30)

    def _read(self, number: int) -> None:
        is_stranger = number % 2
        http = requests.Session() if is_stranger else self._people.reader.http
        paths = self.STRANGERS if is_stranger else self.MEMBERS
        for turn in count(number):
            path = paths[turn % len(paths)].format(poll=encode(self._people.poll))
            try:
                self._people.ask(http.get, f"{self._people.urls[turn % 2]}{path}", timeout=30)
            except requests.RequestException:
                self._people.statuses[0] += 1
            if self._over.wait(0.25):
                return


def newest(socket: Socket) -> dict[str, Any]:
    states = [words[0] for name, words in socket.heard if name == "state"]
    state = max(states, key=lambda each: each["version"])
    return {name: value for name, value in state.items() if name != "audience"}
