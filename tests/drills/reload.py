"""Web processes are told to stop or to load anew while people read, write and watch.

Behind nginx, two processes in turn: nobody notices. Embedded, one process: it is back in seconds,
who comes meanwhile is refused, and nothing is half done. An answer under way is always given.
"""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any

import psutil

from community.extensions import db
from community.reactions.models import Comment
from community.wishlists.models import Wish, Wishlist
from tests.drills.frame import Report, own_folder, wait_until
from tests.drills.people import Crowd
from tests.drills.reloading.pages import OpenPages
from tests.drills.reloading.readers import Readers
from tests.drills.reloading.slow import SlowForm, cookie_of
from tests.services import valkey
from tests.services.database import new_database
from tests.services.fleet import Fleet, Web
from tests.services.root import worker_number
from tests.services.running import is_ready
from tests.services.site import Site

# `patience`: how many times longer things may take while other tests want the machine, too.
SHORT = {"rounds": 1, "rate": 4.0, "sockets": 8, "writers": 3, "patience": 10.0}
LONG = {"rounds": 10, "rate": 100.0, "sockets": 200, "writers": 6, "patience": 1.0}

STOPPED_WITHIN = 10.0  # seconds; so, too, while an answer is under way
RELOADED_WITHIN = 30.0
BACK_WITHIN = 5.0  # the embedded site
SOCKETS_WITHIN = 10.0  # behind nginx
REDIS_DATABASE = 40


def run(report: Report, *, rounds: int, patience: float, **crowd: Any) -> None:
    behind_nginx(report, rounds, patience, **crowd)
    embedded(report, rounds, patience, **crowd)


def behind_nginx(report: Report, rounds: int, patience: float, **many: Any) -> None:
    with fleet_of_two() as fleet:
        with visited(fleet.url, fleet.app(), **many) as (crowd, readers, pages):
            for number, (place, web) in product(range(rounds), enumerate(fleet.webs)):
                slow = SlowForm(fleet.app(), web.url, fleet.url, crowd)
                if (number + place) % 2:
                    load_anew(report, web, patience)
                else:
                    stop_and_start(report, web, patience)
                slow.demand_answer(report)
                time.sleep(1)
            wait_until(lambda: not pages.away, within=SOCKETS_WITHIN * patience)
            demand_unnoticed(report, crowd, readers, pages, patience)
            demand_noticed_without_cure(report, fleet, readers)
        demand_whole(report, fleet.app(), crowd)


def embedded(report: Report, rounds: int, patience: float, **many: Any) -> None:
    name = f"reload{worker_number()}_{os.getpid()}_{len(report.totals)}"
    site = Site(own_folder("embedded") / "site", new_database("sqlite", name))
    site.start()
    try:
        with visited(site.url, site.app(), **many) as (crowd, readers, pages):
            for _ in range(rounds):
                slow = SlowForm(site.app(), site.url, site.url, crowd)
                stop_and_start(report, site, patience)
                slow.demand_answer(report)
                wait_until(lambda: not pages.away, within=60 * patience)
            report.measure("embedded_away", readers.longest_gap)
            report.count("embedded_pages_read", readers.read)
            report.count("embedded_refused", len(readers.failures))
            fits = readers.longest_gap <= BACK_WITHIN * patience
            report.demand(fits, f"embedded: away for {readers.longest_gap:.1f} s")
            rude = [words for words in readers.failures if words[0].isdigit()] + crowd.rude()
            report.demand(not rude, f"embedded: {rude[:3]}")
            if rude:
                print(
                    *[line for line in site.words().splitlines() if " INFO " not in line][-60:],
                    sep="\n",
                )
        demand_whole(report, site.app(), crowd)
    finally:
        site.stop()


@contextmanager
def fleet_of_two() -> Iterator[Fleet]:
    name = f"reload{worker_number()}_{os.getpid()}"
    redis_url = f"{valkey.server_url()}/{REDIS_DATABASE + worker_number()}"
    fleet = Fleet(
        own_folder("fleet"), new_database("postgres", name), redis_url, workers=1, nginx=True
    )
    assert fleet.nginx
    try:
        with trusting(fleet.nginx.certificate):
            fleet.start()
            yield fleet
    finally:
        fleet.stop()


@contextmanager
def trusting(certificate: Path) -> Iterator[None]:
    """Every request of this process trusts it, and only it."""
    before = os.environ.get("REQUESTS_CA_BUNDLE")
    os.environ["REQUESTS_CA_BUNDLE"] = str(certificate)
    try:
        yield
    finally:
        del os.environ["REQUESTS_CA_BUNDLE"]
        if before is not None:
            os.environ["REQUESTS_CA_BUNDLE"] = before


@contextmanager
def visited(
    url: str, app: object, rate: float, sockets: int, writers: int
) -> Iterator[tuple[Crowd, Readers, OpenPages]]:
    """Writers, readers and watchers of one site; `rate` is pages read a second."""
    crowd = Crowd(app, [url], writers, pause=0.5)  # type: ignore[arg-type]
    cookie = cookie_of(app, "ana")
    some_list = next(iter(crowd.lists.values()))
    paths = ["/", f"/polls/{crowd.poll}", "/people", f"/lists/{some_list}", "/discover"]
    readers, pages = Readers(url, cookie, paths, rate), OpenPages(url, cookie, sockets)
    with pages, readers.reading(), crowd.at_work():
        time.sleep(1)
        yield crowd, readers, pages


def stop_and_start(report: Report, running: Web | Site, patience: float) -> None:
    """As `systemctl restart` does; the short stop is the point of letting the sockets go."""
    began = time.monotonic()
    running.stop(signal.SIGTERM)
    took = time.monotonic() - began
    report.injected += 1
    report.count("stops")
    report.measure("stop", took)
    report.demand(took <= STOPPED_WITHIN * patience, f"a stop took {took:.1f} s")
    running.start()
    report.measure("stop_and_start", time.monotonic() - began)


def load_anew(report: Report, web: Web, patience: float) -> None:
    """As `systemctl reload` does: HUP; whoever comes waits in the queue for the new one."""
    assert web.process
    master = psutil.Process(web.process.pid)
    before, began = set(master.children()), time.monotonic()
    master.send_signal(signal.SIGHUP)
    report.injected += 1
    report.count("reloads")
    wait_until(lambda: not before & set(master.children()), within=RELOADED_WITHIN * patience)
    wait_until(lambda: is_ready(web.url), within=RELOADED_WITHIN * patience)
    report.measure("reload", time.monotonic() - began)


def demand_unnoticed(
    report: Report, crowd: Crowd, readers: Readers, pages: OpenPages, patience: float
) -> None:
    report.count("pages_read", readers.read)
    report.count("failed", len(readers.failures))
    report.measure("page", readers.longest)
    report.demand(readers.read, "nobody read anything")
    report.demand(not readers.failures, f"not answered: {Counter(readers.failures)}")
    # nginx always answers; 0 is a writer who waited no longer, and may do so on a busy machine.
    polite = (200, 303, 429) if patience == 1 else (0, 200, 303, 429)
    refused = {status: n for status, n in crowd.statuses().items() if status not in polite}
    report.count("written", crowd.total(lambda ledger: ledger.acknowledged))
    report.demand(not refused, f"not written: {refused} {crowd.rude()[:3]}")
    waits = pages.waits()
    report.count("sockets_cut", pages.cuts)
    report.measure("socket_away", max(waits, default=0.0))
    report.demand(waits, "no socket was cut")
    is_soon = max(waits, default=0.0) <= SOCKETS_WITHIN * patience
    report.demand(is_soon, f"a socket was away for {max(waits, default=0.0):.1f} s")


def demand_noticed_without_cure(report: Report, fleet: Fleet, readers: Readers) -> None:
    """The control: both at once, and the same ledger must say so."""
    before = len(readers.failures)
    for web in fleet.webs:
        web.stop()
    wait_until(lambda: len(readers.failures) > before, within=20)
    report.count("control_failed", len(readers.failures) - before)


def demand_whole(report: Report, app: object, crowd: Crowd) -> None:
    """What was acknowledged is there once; what nobody heard of, once or not at all."""
    with app.app_context():  # type: ignore[attr-defined]
        kept = Counter(db.session.scalars(db.select(Wish.title)))
        kept += Counter(db.session.scalars(db.select(Comment.body)))
        rows = db.select(db.func.count()).where(Wish.removed_at.is_(None))
        for wishlist in db.session.scalars(db.select(Wishlist)):
            there = db.session.scalar(rows.where(Wish.list_id == wishlist.id))
            report.demand(wishlist.wish_count == there, "a list counts other wishes than it has")
        db.session.remove()
    for ledger in crowd.ledgers.values():
        acknowledged = [*ledger.wishes, *ledger.clips, *ledger.comments]
        lost = [words for words in acknowledged if kept[words] != 1]
        report.demand(not lost, f"acknowledged, but not there once: {lost[:3]}")
    report.demand(max(kept.values(), default=0) <= 1, "something was done twice")
