"""Redis is killed, away, back, emptied and full, while people read, vote, watch and sign in."""

from __future__ import annotations

import time
from itertools import cycle
from uuid import uuid4

import requests
from redis.exceptions import ResponseError

from community.core.ids import encode
from tests.drills.frame import Report, own_folder, wait_until
from tests.drills.onlookers.people import PASSWORD, People
from tests.services.database import new_database
from tests.services.fleet import Fleet, Web
from tests.services.valkey import OwnValkey, free_port

# seconds away; visitors; the longest answer allowed, which a loaded machine takes long for
SHORT = {"away": 3.0, "visitors": 2, "answers_within": 10.0, "starts_without": False}
LONG = {"away": 60.0, "visitors": 4, "answers_within": 1.0, "starts_without": True}

DELIVERS_WITHIN = 20.0
ALLOWED_GUESSES = 10


def run(
    report: Report, *, away: float, visitors: int, answers_within: float, starts_without: bool
) -> None:
    folder = own_folder("redis")
    valkey = OwnValkey(folder / "valkey")
    database = new_database("postgres", f"redis_{uuid4().hex[:8]}")
    valkey.start()
    fleet = Fleet(folder / "fleet", database, valkey.url, webs=2, workers=1)
    try:
        fleet.start()
        site = People(report, fleet)
        with site.reading(visitors):
            _guesses(site, report, "before", shared=True)
            time.sleep(min(away, 20))
            site.when = "hard"
            _away_and_back(site, report, valkey, away, starts_without)
            _emptied(site, report, valkey)
            _full(site, report, valkey)
            time.sleep(3)  # the breaker's pause
            _guesses(site, report, "after", shared=True)
        site.judge(answers_within)
    finally:
        fleet.stop()
        valkey.kill()


def _guesses(site: People, report: Report, when: str, *, shared: bool = False) -> None:
    """Whoever guesses a password is stopped; where Redis counts, in all processes together."""
    address = f"10.{uuid4().int % 250}.{uuid4().int % 250}.7"
    urls = cycle(site.urls if shared else site.urls[:1])
    name = f"nobody{uuid4().hex[:8]}"
    answers = [site.sign_in(next(urls), name, "wrong", address) for _ in range(ALLOWED_GUESSES + 2)]
    report.demand(answers[0] == 422, f"{when}: the first guess was answered {answers[0]}")
    report.demand(answers[-1] == 429, f"{when}: the guesses were not stopped: {answers}")


def _away_and_back(
    site: People, report: Report, valkey: OwnValkey, away: float, starts_without: bool
) -> None:
    valkey.kill()
    report.injected += 1
    back_at = time.monotonic() + away
    site.vote()
    _guesses(site, report, "away")
    signed_in = site.sign_in(site.urls[1], "ana", PASSWORD, "10.1.2.3")
    report.demand(signed_in == 303, f"away: a sign-in was answered {signed_in}")
    if starts_without:
        _start_without(site, report)
    while time.monotonic() < back_at:
        site.vote()
        time.sleep(1.5)
    # The control: what was said meanwhile did not reach the other process.
    report.demand(not site.are_up_to_date(), "nobody missed anything: was Redis away at all?")
    valkey.start()
    site.converge("back")
    report.demand(site.are_signed_in(), "back: somebody is signed out")


def _start_without(site: People, report: Report) -> None:
    web = Web(site.fleet.environment, free_port(), site.fleet.folder / "late.log")
    web.start()
    answer = site.ask(requests.get, f"{web.url}/", timeout=20)
    report.demand(answer.status_code == 200, "a process started without Redis does not serve")
    web.stop()


def _emptied(site: People, report: Report, valkey: OwnValkey) -> None:
    with valkey.client() as client:
        client.flushall()
        client.script_flush()
    report.injected += 1
    site.vote()
    site.converge("emptied")
    _guesses(site, report, "emptied")
    report.demand(site.are_signed_in(), "emptied: somebody is signed out")


def _full(site: People, report: Report, valkey: OwnValkey) -> None:
    with valkey.client() as client:
        client.config_set("maxmemory-policy", "noeviction")
        client.config_set("maxmemory", "1")
        try:
            client.set("anything", "x")
            report.demand(False, "full: it still takes what it is given")
        except ResponseError:
            report.injected += 1
        site.vote()
        site.converge("full")
        _guesses(site, report, "full")
        site.ask(site.follower.post, f"/people/{encode(site.ana)}/follow")
        try:
            took = wait_until(lambda: not site.undelivered(), DELIVERS_WITHIN, pause=0.2)
            report.measure("delivered_full", took)
        except TimeoutError:
            report.demand(False, "full: the worker does nothing")
        client.config_set("maxmemory", "0")
