"""A caching proxy before two processes: nothing private comes out of it, and what is made private
or removed is gone at once from our own pages, and from the proxy's within `SHARED` seconds.

Members, a guest and strangers walk the same addresses in turns. Each page holds words that only
some may read; whoever reads another's has found a leak. A fault is injected by each answer that
was made for somebody at an address that is kept for strangers. At the end the guard is taken out,
and the same walk must find the leak.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import requests
from flask import Flask

from community.core.cache import SHARED
from community.core.cache.pages import Pages
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Guest
from tests.core.live.member import Member, cookie_for
from tests.drills.frame import Report, own_folder, wait_until
from tests.services import database, valkey
from tests.services.caching_proxy import CachingProxy
from tests.services.fleet import Fleet
from tests.services.site import app_of
from tests.world import befriend, link_to, list_by, person, poll_by, wish_on

SHORT = {"rounds": 1, "changes": 2, "wait_for_proxy": False}
LONG = {"rounds": 40, "changes": 12, "wait_for_proxy": True}

WALKERS = ("ana", "ben", "gus", "nobody")
# Under these names the things are known; who may read them.
READERS = {
    "Everybodys": WALKERS,
    "Friendly": ("ana", "ben"),
    "Mineonly": ("ana",),
    "Linked": ("ana", "gus"),
}


@dataclass
class Ground:
    """Addresses to walk, the cookies of the walkers, and the words each may not read."""

    paths: list[str] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    to_hide: list[str] = field(default_factory=list)  # keys of public lists


def prepare(app: Flask, lists: int) -> Ground:
    ground = Ground(secrets=dict(READERS))
    with app.app_context():
        ana, ben = person("ana"), person("zebulon")
        befriend(ana, ben)
        audiences = {"Everybodys": "public", "Friendly": "friends", "Mineonly": "me"}
        for word, audience in audiences.items():
            _show(ground, ana, word, audience)
        linked = poll_by(ana, "Linked yes", "Linked no", question="Linked?", audience="me")
        link = link_to(linked, ana)
        ground.paths.append(f"/polls/{encode(linked.id)}")
        ground.to_hide = [
            encode(list_by(ana, f"Hidden{number}", audience="public").id) for number in range(lists)
        ]
        ground.cookies = {"ana": cookie_for(app, ana), "ben": cookie_for(app, ben)}
        ground.cookies["gus"] = _guest(app, link)
        ground.secrets[ben.name] = ("ana", "ben")
        db.session.remove()
    ground.paths += ["/", "/discover", "/discover?tab=lists", "/discover?tab=polls", "/@ana"]
    ground.paths += ["/@ana?tab=polls", "/@ana?tab=activity", "/about"]
    return ground


def _show(ground: Ground, owner: Any, word: str, audience: str) -> None:
    wishlist = list_by(owner, f"{word} list", audience=audience)
    wish_on(wishlist, f"{word} wish")
    poll = poll_by(owner, f"{word} a", f"{word} b", question=f"{word}?", audience=audience)
    ground.paths += [f"/lists/{encode(wishlist.id)}", f"/polls/{encode(poll.id)}"]


def _guest(app: Flask, link: Any) -> str:
    with writing():
        _row, token = Guest.welcome(link, "Gus Guestname")
    serializer = app.session_interface.get_signing_serializer(app)
    return f"posy={serializer.dumps({'links': [link.key], 'guest': token})}"


class Walk:
    """`get(name, path)` answers as (status, body, headers); leaks are counted, not raised."""

    def __init__(self, ground: Ground, get: Callable[[str, str], tuple[int, str, Any]]) -> None:
        self._ground, self._get = ground, get
        self.answers = self.personal = self.kept = 0
        self.leaks: list[str] = []
        self.loose: list[str] = []

    def go(self, rounds: int, dice: random.Random) -> None:
        steps = [
            (name, path) for name in (*WALKERS, "nobody") for path in self._ground.paths
        ] * rounds
        dice.shuffle(steps)
        for name, path in steps:
            self._step(name, path)

    def _step(self, name: str, path: str) -> None:
        status, body, headers = self._get(name, path)
        self.answers += 1
        cached = headers.get("X-Cache") in ("HIT", "REVALIDATED")
        self.kept += cached
        if cached and name != "nobody":
            self.loose.append(f"{name} was given the strangers’ page at {path}")
        is_public = "public" in headers.get("Cache-Control", "")
        self.personal += name != "nobody"
        self.leaks += [
            f"{name} read {word!r} at {path}"
            for word, readers in self._ground.secrets.items()
            if word in body and name not in readers
        ]
        if is_public and (name != "nobody" or "Set-Cookie" in headers):
            self.loose.append(f"{path} was called public to {name}")
        if name == "nobody" and "csrf" in body:
            self.loose.append(f"{path} gave a stranger a token")
        if status >= 500:
            self.loose.append(f"{status} at {path}")


def run(report: Report, rounds: int, changes: int, wait_for_proxy: bool) -> None:
    dice = random.Random(7)
    with fleet_behind_proxy() as (fleet, proxy):
        ground = prepare(fleet.app(), changes)
        walk = Walk(ground, _through(proxy.url, fleet.url, ground))
        walk.go(rounds, dice)
        report.injected += walk.personal
        report.count("answers", walk.answers)
        report.count("from-the-proxy", walk.kept)
        report.demand(not walk.leaks, "; ".join(walk.leaks[:4]))
        report.demand(not walk.loose, "; ".join(walk.loose[:4]))
        report.demand(walk.kept, "the proxy kept nothing, so nothing was tried")
        hide(report, fleet, proxy, ground, wait_for_proxy)
    control(report, dice)


@contextmanager
def fleet_behind_proxy() -> Iterator[tuple[Fleet, CachingProxy]]:
    folder = own_folder("cache")
    address = database.new_database("postgres", f"cache_{folder.name[-8:]}")
    # A Redis database that other tests of this run hardly use.
    redis = f"{valkey.server_url()}/{32 + int(folder.name[-2:], 16) % 31}"
    with ExitStack() as ends:
        fleet = Fleet(folder / "fleet", address, redis, webs=2, workers=0)
        ends.callback(fleet.kill)
        fleet.start()
        ports = [int(urlsplit(web.url).port or 0) for web in fleet.webs]
        proxy = CachingProxy(folder / "proxy", ports)
        ends.callback(proxy.kill)
        proxy.start()
        yield fleet, proxy


def _through(
    proxy_url: str, site_url: str, ground: Ground
) -> Callable[[str, str], tuple[int, str, Any]]:
    browsers = {name: requests.Session() for name in WALKERS}
    host = urlsplit(site_url).netloc

    def get(name: str, path: str) -> tuple[int, str, Any]:
        headers = {"Host": host, "Accept-Language": "en"}
        if name in ground.cookies:
            headers["Cookie"] = ground.cookies[name]
        answer = browsers[name].get(
            f"{proxy_url}{path}", headers=headers, timeout=20, allow_redirects=False
        )
        return answer.status_code, answer.text, answer.headers

    return get


def hide(
    report: Report, fleet: Fleet, proxy: CachingProxy, ground: Ground, wait_for_proxy: bool
) -> None:
    """Ana makes public lists private, or removes them, by one process; the other is asked."""
    proxied = _through(proxy.url, fleet.url, ground)
    direct = [_through(web.url, fleet.url, ground) for web in fleet.webs]
    for number, key in enumerate(ground.to_hide):
        path = f"/lists/{key}"
        for get in (*direct, proxied, *direct):
            report.demand(get("nobody", path)[0] == 200, f"{path} was not there to be hidden")
        ana = Member(fleet.webs[number % 2].url, ground.cookies["ana"])
        ana.http.headers["Host"] = urlsplit(fleet.url).netloc
        verb = ("edit", {"title": "Now mine", "occasion": "wishes", "audience": "me"})
        words = verb if number % 2 else ("delete", {})
        answer = ana.post(f"{path}/{words[0]}", **words[1])
        began = time.monotonic()
        report.demand(answer.status_code == 303, f"hiding {path} was answered {answer.status_code}")
        for get in direct:
            for where in (path, "/@ana", "/discover?tab=lists", "/"):
                status, body, _ = get("nobody", where)
                is_gone = f"Hidden{number}<" not in body and (where != path or status == 404)
                report.demand(is_gone, f"{path} was still at {where} after it was hidden")
        report.count("hidden")
        if wait_for_proxy and number % 4 == 0:
            wait_until(lambda: proxied("nobody", path)[0] == 404, SHARED + 5.0, 0.2)  # noqa: B023
            report.measure("gone-from-the-proxy", time.monotonic() - began)


def control(report: Report, dice: random.Random) -> None:
    """The same walk, in a process of ours with the guards taken out, must find leaks."""
    folder = own_folder("cache-control")
    site = database.environment(
        DATABASE_URL=database.new_database("sqlite", folder.name),
        INSTANCE_FOLDER=str(folder),
        SITE_URL="http://127.0.0.1:1",
        DEVELOPMENT="1",
    )
    app = app_of(site)
    ground = prepare(app, 0)
    browser = app.test_client(use_cookies=False)

    def get(name: str, path: str) -> tuple[int, str, Any]:
        headers = {"Cookie": ground.cookies[name]} if name in ground.cookies else {}
        answer = browser.get(path, headers=headers, base_url="http://127.0.0.1:1")
        return answer.status_code, answer.text, answer.headers

    guarded = Walk(ground, get)
    with patch.object(Pages, "_is_known", lambda pages, cookies: False):
        guarded.go(1, dice)
    report.demand(not guarded.leaks, "; ".join(guarded.leaks[:3]))
    app.extensions["pages"].clear()
    bare = Walk(ground, get)
    with (
        patch.object(Pages, "_is_known", lambda pages, cookies: False),
        patch.object(Pages, "_refusal", lambda pages, asked, response: ""),
        patch.object(Pages, "_may_keep", lambda pages, asked: asked.status.startswith("200")),
    ):
        bare.go(1, dice)
    report.demand(bare.leaks, "without the guards no leak was found: this drill sees nothing")
    report.count("leaks-without-guards", len(bare.leaks))
