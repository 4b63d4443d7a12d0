"""The site, and the database under it, are killed again and again while people write.

Drills 1 and 3 of the security plan. A kill proves that a crash of the process loses nothing; that
a power cut loses nothing is the drill `fsync`.
"""

from __future__ import annotations

import random
import time
from itertools import cycle

import redis
from flask import Flask

from tests.drills import audit
from tests.drills.frame import Report, own_folder, wait_until
from tests.drills.people import Crowd
from tests.services import database, valkey
from tests.services.fleet import Fleet
from tests.services.own_postgres import OwnPostgres, own_postgres
from tests.services.running import Running
from tests.services.site import Site

LONG = {"writers": 50, "kills": 100, "fleet_kills": 100, "stops": 20, "patience": 5.0, "life": 3.0}
# On a machine that runs other tests meanwhile a start takes longer.
SHORT = {"writers": 6, "kills": 3, "fleet_kills": 0, "stops": 1, "patience": 60.0, "life": 1.0}


def run(
    report: Report,
    *,
    writers: int,
    kills: int,
    fleet_kills: int,
    stops: int,
    patience: float,
    life: float,
) -> None:
    """`patience`: seconds to be ready again in; `life`: the longest from there to the next kill."""
    embedded(report, writers, kills, patience, life)
    if fleet_kills:
        fleet(report, writers, fleet_kills, patience, life)
    database_stopped(report, 8, stops, patience)


def embedded(report: Report, writers: int, kills: int, patience: float, life: float) -> None:
    """Web and worker are one process, on SQLite."""
    folder = own_folder("crash")
    site = Site(folder / "site", database.new_database("sqlite", folder.name))
    app = audit.app_beside(site.environment)
    site.start()
    try:
        crowd = Crowd(app, [site.url], writers)
        with crowd.at_work():
            _await_a_wish(crowd)
            for _ in range(kills):
                _live_and_die(report, site, patience, life)
                report.count("embedded kills")
    finally:
        site.kill()
    _reckon(report, app, crowd, site.database_url)


def fleet(report: Report, writers: int, kills: int, patience: float, life: float) -> None:
    """Two web processes and two workers on PostgreSQL, killed one at a time."""
    folder = own_folder("crash")
    redis_url = f"{valkey.server_url()}/60"
    with redis.Redis.from_url(redis_url) as connection:
        connection.flushdb()
    many = Fleet(
        folder, database.new_database("postgres", folder.name.replace("-", "_")), redis_url
    )
    app = audit.app_beside(many.environment)
    many.start()
    try:
        crowd = Crowd(app, [web.url for web in many.webs], writers)
        victims = cycle([many.webs[0], many.workers[0], many.webs[1], many.workers[1]])
        with crowd.at_work():
            _await_a_wish(crowd)
            for victim, _ in zip(victims, range(kills), strict=False):
                _live_and_die(report, victim, patience, life)
                report.count("fleet kills")
    finally:
        many.kill()
    _reckon(report, app, crowd, many.database_url)


def database_stopped(report: Report, writers: int, stops: int, patience: float) -> None:
    """PostgreSQL ends at once, without a checkpoint, and replays its log when it starts again."""
    folder = own_folder("crash")
    with own_postgres(f"{folder.name}-pg") as server:
        site = Site(folder / "site", server.url)
        app = audit.app_beside(site.environment)
        site.start()
        try:
            crowd = Crowd(app, [site.url], writers)
            with crowd.at_work():
                _await_a_wish(crowd)
                for _ in range(stops):
                    _stop_and_start(report, crowd, server, patience)
        finally:
            site.kill()
        _reckon(report, app, crowd, server.url)


def _await_a_wish(crowd: Crowd) -> None:
    """On a busy machine the first kills would come before the first write."""
    wait_until(lambda: crowd.total(lambda ledger: len(ledger.wishes)), 60)


def _live_and_die(report: Report, victim: Running, patience: float, life: float) -> None:
    time.sleep(random.uniform(0.2, life))
    victim.kill()
    report.injected += 1
    began = time.monotonic()
    victim.start()
    seconds = time.monotonic() - began
    report.measure("ready again", seconds)
    report.demand(seconds <= patience, f"ready again only after {seconds:.1f} s")


def _stop_and_start(report: Report, crowd: Crowd, server: OwnPostgres, patience: float) -> None:
    time.sleep(random.uniform(0.5, 2.0))
    server.stop("immediate")
    report.injected += 1
    report.count("immediate stops")
    time.sleep(random.uniform(0.2, 1.0))
    server.start()
    accepts = time.monotonic()
    # Everybody is answered again, and later nobody meets a connection that died.
    wait_until(lambda: all(each.last_success > accepts for each in crowd.ledgers.values()), 60)
    errors_end = max(crowd.last_failure() - accepts, 0.0)
    report.measure("errors end", errors_end)
    report.demand(errors_end <= patience, f"errors ended only after {errors_end:.1f} s")


def _reckon(report: Report, app: Flask, crowd: Crowd, database_url: str) -> None:
    statuses = crowd.statuses()
    report.count("acknowledged", crowd.total(lambda ledger: ledger.acknowledged))
    report.count("unanswered", statuses[0])
    report.count("asked to wait", statuses[429] + statuses[503])
    report.demand(crowd.total(lambda ledger: len(ledger.wishes)), "nobody wrote")
    report.demand(statuses[0] + statuses[503], "nobody wrote while it was killed")
    report.demand(not crowd.rude(), f"answers that no kill excuses: {crowd.rude()[:3]}")
    for words in audit.whole(database_url):
        report.demand(False, words)
    audit.check(app, crowd, report)
