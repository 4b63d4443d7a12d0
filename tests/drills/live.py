"""Pages watch a poll while people vote: cut off and back, their numbers are the database's.

Drill 9 of the security plan and its row 39. Pages behave as static/js/live.js does.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import redis

from tests.drills.frame import Report, own_folder
from tests.drills.listening.crowd import Listeners
from tests.drills.listening.rogues import Beside
from tests.drills.listening.wire import Page
from tests.services import database, valkey
from tests.services.fleet import Fleet
from tests.services.site import Site

LONG = {
    "shapes": ("embedded", "fleet"),
    "clients": 200,
    "votes": 1000,
    "span": 60.0,
    "cuts": 3,
    "away": (1.0, 30.0),
    "leaving": 20,
    "rogues": 200,
    "patience": 2.0,
    "at_most": 0.3,
}
# Other tests run meanwhile: what is timed is given more time.
SHORT = {
    "shapes": ("embedded",),
    "clients": 24,
    "votes": 60,
    "span": 4.0,
    "cuts": 1,
    "away": (0.2, 0.9),
    "leaving": 6,
    "rogues": 12,
    "patience": 6.0,
    "at_most": 10.0,
}
HEARD_AT_MOST = 5.0  # seconds for which somebody may hear what is no longer theirs to hear
VOTERS_AT_ONCE = 6
FORGETFUL = 3


@dataclass(frozen=True)
class Size:
    """span: seconds of voting; away: seconds between a cut and coming back; patience: seconds to
    catch up; at_most: seconds until a vote is seen beside rogues."""

    clients: int
    votes: int
    span: float
    cuts: int
    away: tuple[float, float]
    leaving: int
    rogues: int
    patience: float
    at_most: float


def run(report: Report, shapes: tuple[str, ...], **sizes: Any) -> None:
    size = Size(**sizes)
    for shape in shapes:
        site, urls = {"embedded": _embedded, "fleet": _fleet}[shape]()
        site.start()
        try:
            crowd = Listeners(site.app(), urls, size.clients, FORGETFUL)
            _run(Drill(report, crowd, size).run())
            _run(Beside(report, site, urls, crowd, size.rogues, size.at_most).run())
        finally:
            site.kill()


def _run(part: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: under pytest the browser's loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, part).result()


def _embedded() -> tuple[Site, list[str]]:
    folder = own_folder("live")
    site = Site(folder / "site", database.new_database("sqlite", folder.name))
    return site, [site.url]


def _fleet() -> tuple[Fleet, list[str]]:
    folder = own_folder("live")
    address = f"{valkey.server_url()}/61"
    with redis.Redis.from_url(address) as connection:
        connection.flushdb()
    name = folder.name.replace("-", "_")
    fleet = Fleet(folder, database.new_database("postgres", name), address)
    return fleet, [web.url for web in fleet.webs]


class Drill:
    def __init__(self, report: Report, crowd: Listeners, size: Size) -> None:
        self.report, self.crowd = report, crowd
        self.size = size
        self.voters = ThreadPoolExecutor(VOTERS_AT_ONCE)
        self.careful = [page for page in crowd.pages if not page.is_forgetful]
        self.forgetful = [page for page in crowd.pages if page.is_forgetful]
        self.left: dict[str, float] = {}  # who may hear nothing more, since when

    async def run(self) -> None:
        await asyncio.gather(*(page.open() for page in self.crowd.pages))
        await self._in_a_thread(self._learn_tokens)
        leaving = self.careful[: self.size.leaving]
        staying = self.careful[self.size.leaving :]
        voting = asyncio.create_task(self._vote_on([page.name for page in staying]))
        await asyncio.gather(
            self._leave(leaving), *(self._cut_and_return(page) for page in staying)
        )
        await voting
        await self._last_words(staying)
        self._check_totals(staying)
        await self._check_silence(leaving)
        for page in self.crowd.pages:
            page.cut()

    async def _in_a_thread(self, do: Callable[..., Any], *words: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.voters, do, *words)

    def _learn_tokens(self) -> None:
        for member in (self.crowd.asker, *self.crowd.members.values()):
            member.learn_token()

    async def _vote_on(self, names: list[str]) -> None:
        votes, span = self.size.votes, self.size.span
        began, asked = time.monotonic(), []
        for number in range(votes):
            await asyncio.sleep(max(0.0, began + span * number / votes - time.monotonic()))
            asked.append(self._in_a_thread(self.crowd.vote, names[number % len(names)]))
            asked[-1] = asyncio.ensure_future(asked[-1])
        for took in await asyncio.gather(*asked):
            self.report.measure("vote", took)
        self.report.count("votes", votes)

    async def _cut_and_return(self, page: Page) -> None:
        """Each cut is a fault; what counts is what the page knows soon after it is back."""
        shortest, longest = self.size.away
        for _ in range(self.size.cuts):
            await asyncio.sleep(random.uniform(0.2, self.size.span / 6))
            page.cut()
            self.report.injected += 1
            await asyncio.sleep(shortest + (longest - shortest) * random.random() ** 2)
            then = await self._in_a_thread(self.crowd.truth)
            await page.open()
            await self._catches_up(page, then["version"])

    async def _catches_up(self, page: Page, version: int) -> None:
        began = time.monotonic()
        patience = self.size.patience
        while page.version < version and time.monotonic() < began + patience:
            await asyncio.sleep(0.01)
        self.report.measure("caught_up", time.monotonic() - began)
        self.report.demand(page.version >= version, f"{page.name} is behind after {patience} s")

    async def _last_words(self, staying: list[Page]) -> None:
        """The forgetful are away for the last votes, and nothing is said after they are back."""
        for page in self.forgetful:
            page.cut()
        await asyncio.sleep(0.1)
        for page in staying[:3]:
            await self._in_a_thread(self.crowd.vote, page.name)
        await asyncio.sleep(1.0)  # what is told in bursts was told
        await asyncio.gather(*(page.open() for page in self.forgetful))
        truth = await self._in_a_thread(self.crowd.truth)
        for page in staying:
            await self._catches_up(page, truth["version"])

    def _check_totals(self, staying: list[Page]) -> None:
        truth, told = self.crowd.truth(), {}
        for page in staying:
            same = all(page.state.get(name) == truth[name] for name in ("total", "votes"))
            self.report.demand(same, f"{page.name} shows {page.state}, true is {truth}")
            self.report.count("went_back", page.went_back)
            for version, (totals, _) in page.seen.items():
                agreed = told.setdefault(version, totals)
                self.report.demand(totals == agreed, f"two totals of version {version}")
        stale = sum(
            page.state.get("total") is not None and page.version < truth["version"]
            for page in self.forgetful
        )
        self.report.count("forgetful_stale", stale)
        self.report.demand(stale, "the forgetful control noticed nothing missing")
        doubles = self.crowd.double_counts()
        self.report.count("double_counts", doubles)
        self.report.demand(not doubles, f"{doubles} votes are counted otherwise than kept")
        self.report.demand(set(self.crowd.statuses) == {303}, f"{dict(self.crowd.statuses)}")

    async def _leave(self, leaving: list[Page]) -> None:
        """In turn: blocked, no friend any more, signed out; amid the votes."""
        for number, page in enumerate(leaving):
            await asyncio.sleep(self.size.span / 3 / len(leaving))
            member, path = self.crowd.asker, f"/people/{self.crowd.ids[page.name]}"
            if number % 3 == 2:
                member, path = self.crowd.members[page.name], "/sign-out"
            else:
                path += ("/block", "/unfollow")[number % 3]
            answer = await self._in_a_thread(member.post, path)
            self.report.demand(answer.status_code == 303, f"{path}: {answer.status_code}")
            self.left[page.name] = time.monotonic()
            self.report.count("rights_ended")

    async def _check_silence(self, leaving: list[Page]) -> None:
        end = max(self.left.values()) + HEARD_AT_MOST
        await asyncio.sleep(max(0.0, end - time.monotonic()))
        before = [len(page.frames) for page in self.careful]
        await self._in_a_thread(self.crowd.vote, self.careful[-1].name)
        await asyncio.sleep(1.0)
        heard = sum(
            len(page.frames) > known for page, known in zip(self.careful, before, strict=True)
        )
        self.report.demand(heard >= len(self.careful) - len(leaving), "the last vote was not told")
        late = 0
        for page in leaving:
            since = [at - self.left[page.name] for at in page.frames]
            self.report.measure("heard_after_leaving", max([0.0, *since]))
            late += sum(each > HEARD_AT_MOST for each in since)
        self.report.count("late_frames", late)
        self.report.demand(not late, f"{late} frames came later than {HEARD_AT_MOST} s")
