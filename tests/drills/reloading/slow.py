"""A form that is still on its way to a process when that is told to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import requests

from community.accounts.models import Profile
from community.extensions import db
from tests.core.live.member import Member, cookie_for
from tests.drills.frame import Report
from tests.drills.people import Crowd

SECONDS = 1.0  # that its words take


def cookie_of(app: Any, handle: str) -> str:
    with app.app_context():
        profile = db.session.scalars(db.select(Profile).filter_by(handle=handle)).one()
        cookie = cookie_for(app, profile)
        db.session.remove()
    return cookie


class SlowForm(threading.Thread):
    """A wish whose words are still on their way to a process when that is told to stop."""

    def __init__(self, app: Any, web_url: str, site_url: str, crowd: Crowd) -> None:
        super().__init__(daemon=True)
        handle = next(iter(crowd.lists))
        self.words = f"slowly written {time.monotonic_ns()}"
        self._address = f"/lists/{crowd.lists[handle]}/wishes"
        self._member = Member(site_url, cookie_of(app, handle))
        self._web_url, self._site_url = web_url, site_url
        self.answer = "none"
        self._member.learn_token()
        self._kept = crowd.ledgers[handle].wishes
        self.start()
        time.sleep(SECONDS / 4)

    def run(self) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"X-Forwarded-Proto": self._site_url.split(":")[0], "X-Forwarded-For": "::1"}
        headers["Cookie"] = "; ".join(f"{c.name}={c.value}" for c in self._member.http.cookies)
        headers["Referer"] = self._site_url + "/"
        headers["Host"] = self._site_url.split("//")[1]
        try:
            url = self._web_url + self._address
            told = {"headers": headers, "timeout": 30, "allow_redirects": False}
            self.answer = str(requests.post(url, data=self._body(), **told).status_code)
        except requests.RequestException as error:
            self.answer = repr(error)

    def _body(self) -> Iterator[bytes]:
        words = {"csrf_token": self._member.learn_token(), "title": self.words}
        yield urlencode(words).encode()
        time.sleep(SECONDS)
        yield b"&more=1"

    def demand_answer(self, report: Report) -> None:
        self.join(40)
        report.count("under_way")
        is_taken = self.answer in ("200", "303")
        report.demand(is_taken, f"a form under way: {self.answer}")
        self._kept.extend([self.words] * is_taken)
