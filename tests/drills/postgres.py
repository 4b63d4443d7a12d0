"""PostgreSQL is restarted, and stays away, while people read and write (drill 11).

Pages then say 503 and when to come back, at once and never 500; what needs no database goes on;
and when it is back everything works again without anybody's help: pages, sockets, the worker.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis
from flask import Flask

from community.core.outbox import Delivery, OutboxFact
from community.extensions import db
from tests.drills import audit
from tests.drills.frame import Report, own_folder, wait_until
from tests.drills.onlookers.visitors import STATIC, Visit, Visitor, strolling
from tests.drills.people import Crowd
from tests.services import valkey
from tests.services.fleet import Fleet
from tests.services.own_postgres import OwnPostgres, own_postgres
from tests.services.site import Site

# Seconds away each time, requests a second, and how long an answer and the recovery may take.
LONG = {"away": (2.0, 2.0, 300.0), "rate": 50, "bound": 12.0, "recovery": 10.0, "shape": "fleet"}
SHORT = {"away": (2.0,), "rate": 10, "bound": 20.0, "recovery": 20.0, "shape": "site"}
AS_BEFORE = 10.0  # seconds after the return
BASELINE = 8.0  # seconds, before and after, that are compared in the long form


def run(
    report: Report,
    *,
    away: tuple[float, ...],
    rate: int,
    bound: float,
    recovery: float,
    shape: str,
) -> None:
    folder = own_folder("postgres")
    with own_postgres(f"{folder.name}-pg") as server:
        with _running(shape, folder, server) as site:
            app = audit.app_beside(site.environment)
            crowd, visitors = _live_through(report, app, site, server, away, rate, recovery)
        _reckon(report, crowd, visitors, bound)
        for words in audit.whole(server.url):
            report.demand(False, words)
        audit.check(app, crowd, report)  # when no worker holds a delivery any more


def _live_through(
    report: Report,
    app: Flask,
    site: Site | Fleet,
    server: OwnPostgres,
    away: tuple[float, ...],
    rate: int,
    recovery: float,
) -> tuple[Crowd, list[Visitor]]:
    crowd = Crowd(app, [site.url], 6, pause=12 / rate)
    for writer in crowd.writers:
        # A kept connection may be closed by the server's own patience just when it is used.
        writer.member.http.headers["Connection"] = "close"
    visitors = [
        Visitor(site.url, member, pause=4 / rate)
        for member in (None, crowd.writers[0].member, None, crowd.writers[1].member)
    ]
    socket = crowd.writers[0].member.open_socket()
    with crowd.at_work(), strolling(visitors):
        wait_until(lambda: all(each.last_success for each in crowd.ledgers.values()), 60)
        report.demand(_hears_of_votes(socket, crowd), "the socket heard nothing before")
        for seconds in away:
            _go_away(report, server, crowd, visitors, seconds, recovery)
            still_in = _hears_again(socket, crowd)
            report.demand(still_in, "a socket neither lived on nor could be opened again")
        _worker_works(report, app)
    return crowd, visitors


@contextmanager
def _running(shape: str, folder, server: OwnPostgres) -> Iterator[Site | Fleet]:  # type: ignore[no-untyped-def]
    site: Site | Fleet
    if shape == "site":
        site = Site(folder / "site", server.url)
    else:
        redis_url = f"{valkey.server_url()}/61"
        with redis.Redis.from_url(redis_url) as connection:
            connection.flushdb()
        site = Fleet(folder / "fleet", server.url, redis_url, webs=1, workers=1)
    site.start()
    try:
        yield site
    finally:
        site.kill()


def _go_away(
    report: Report,
    server: OwnPostgres,
    crowd: Crowd,
    visitors: list[Visitor],
    seconds: float,
    recovery: float,
) -> None:
    time.sleep(BASELINE if recovery <= 10 else 1.0)
    left = time.monotonic()
    server.stop("fast")
    report.injected += 1
    gone = time.monotonic()
    time.sleep(seconds)
    back = time.monotonic()
    server.start()
    accepts = time.monotonic()
    wait_until(lambda: all(each.last_success > accepts for each in crowd.ledgers.values()), 90)
    time.sleep(AS_BEFORE + BASELINE if recovery <= 10 else 0.5)
    visits = [visit for visitor in visitors for visit in visitor.visits]
    _judge_the_absence(report, [visit for visit in visits if gone + 0.2 < visit.began < back - 0.1])
    failed = [visit.began for visit in visits if visit.status in (0, 503)]
    ended = max([crowd.last_failure(), *failed]) - accepts
    report.measure("recovered", max(ended, 0.0))
    report.demand(ended <= recovery, f"it took {ended:.1f} s to recover")
    if recovery <= 10:
        _compare(report, visits, left, accepts)


def _judge_the_absence(report: Report, visits: list[Visit]) -> None:
    """Who needs the database is told when to come back; who does not is served."""
    report.count("visits meanwhile", len(visits))
    for path, status in (("/healthz", 200), ("/readyz", 503), (STATIC, 200)):
        found = {visit.status for visit in visits if visit.path == path}
        report.demand(found <= {status}, f"{path} said {found} while PostgreSQL was away")
    asked = [visit for visit in visits if visit.status == 503]
    report.count("told to come back", len(asked))
    report.demand(asked, "nobody was told to come back")
    report.demand(all(visit.says_when for visit in asked), "a 503 did not say when to come back")


def _compare(report: Report, visits: list[Visit], left: float, accepts: float) -> None:
    """`AS_BEFORE` seconds after the return pages are as fast as before."""
    before = [visit.seconds for visit in visits if left - BASELINE < visit.began < left]
    again = accepts + AS_BEFORE
    after = [visit.seconds for visit in visits if again < visit.began < again + BASELINE]
    p95_before, p95_after = (statistics.quantiles(each, n=20)[18] for each in (before, after))
    report.measure("p95 before", p95_before)
    report.measure("p95 after", p95_after)
    is_fast = p95_after <= 1.2 * p95_before + 0.05
    report.demand(is_fast, f"p95 was {p95_before:.3f} s and is {p95_after:.3f} s")


def _hears_of_votes(socket, crowd: Crowd) -> bool:  # type: ignore[no-untyped-def]
    """Somebody of the crowd votes all the time."""
    answer = socket.say({"room": "poll", "id": crowd.poll})
    del socket.heard[:]
    return bool(answer["ok"]) and socket.hears("state", within=30)


def _hears_again(socket, crowd: Crowd) -> bool:  # type: ignore[no-untyped-def]
    """The same socket lives on, or the page's script opens another."""
    if not socket.cut.is_set():
        del socket.heard[:]
        return bool(socket.hears("state", within=30))
    return _hears_of_votes(crowd.writers[0].member.open_socket(), crowd)


def _worker_works(report: Report, app) -> None:  # type: ignore[no-untyped-def]
    """What is said now is delivered by the worker that has lived through it."""
    with app.app_context():
        newest = db.session.query(db.func.max(OutboxFact.id)).scalar()
        db.session.remove()

        def is_told() -> bool:
            later = db.session.query(Delivery).filter(Delivery.fact_id > newest)
            done = later.filter(Delivery.done_at.is_not(None)).count()
            db.session.rollback()
            return bool(done)

        try:
            report.measure("the worker delivers", wait_until(is_told, 60))
        except TimeoutError:
            report.demand(False, "the worker did not come back")
        db.session.remove()


def _reckon(report: Report, crowd: Crowd, visitors: list[Visitor], bound: float) -> None:
    visits = [visit for visitor in visitors for visit in visitor.visits]
    statuses = crowd.statuses()
    report.count("visits", len(visits))
    report.count("acknowledged", crowd.total(lambda ledger: ledger.acknowledged))
    report.count("writes told to come back", statuses[503])
    longest = max(crowd.longest(), *(visit.seconds for visit in visits))
    report.measure("longest answer", longest)
    report.demand(longest <= bound, f"somebody waited {longest:.1f} s for an answer")
    said = {(visit.status, visit.path) for visit in visits if visit.status not in (200, 303, 503)}
    rude = said - {(404, "/not-there")}
    report.demand(not rude, f"visitors were told {sorted(rude)[:5]}")
    report.demand(not crowd.rude(), f"writers were told {crowd.rude()[:5]}")
    report.demand(not statuses[0], f"{statuses[0]} writes were not answered")
    silent = crowd.total(lambda ledger: ledger.impolite)
    report.demand(not silent, f"{silent} refusals did not say when to come back")
