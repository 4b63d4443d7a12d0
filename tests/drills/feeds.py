"""Feeds: a worker is killed in the middle of one, again and again, and nothing comes twice; files
that are made to hurt, and the largest there may be, are read within 256 MB.

Drill 15 and row 82 of the security plan.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update

from community.catalog.models import Offer, Product
from community.core import clock
from community.core.db import change, writing
from community.core.outbox_rows import Delivery
from community.extensions import db
from community.retailers.models import Feed, FeedRow
from tests.drills import audit
from tests.drills.frame import Report, own_folder, wait_until
from tests.retailers.hostile_feeds import ZOO
from tests.services import database
from tests.services.running import Running
from tests.shop import LoopbackShop
from tests.world import person, retailer_by

LONG = {"rows": 10_000, "kills": 8, "size": 19_900_000, "kinds": ("sqlite", "postgres")}
SHORT = {"rows": 1_200, "kills": 1, "size": 0, "kinds": ("sqlite",)}
DOMAIN, SITE = "pots.example", "http://pots.example"
MOST_MB, MOST_SECONDS = 256, 60
LEADS = {f"{SITE}/inside": "http://169.254.169.254/", f"{SITE}/round": f"{SITE}/round"}


def run(report: Report, *, rows: int, kills: int, size: int, kinds: tuple[str, ...]) -> None:
    """`size`: bytes of the files that are weighed; none are without."""
    for kind in kinds:
        with Catalogue(kind, {f"{SITE}/feed": ("text/csv", table(rows))}) as catalogue:
            killed(report, catalogue, rows, kills)
    if size:
        hurt(report, size)
        weigh(report, size)


def table(rows: int, width: int = 0) -> bytes:
    """Rows of at least `width` bytes."""
    lines = ["id,title,link,price,description"]
    for number in range(rows):
        line = f"{number},Pot {number},{SITE}/pots/{number},{number % 90 + 1}.50 EUR,"
        lines.append(line + "x" * (width - len(line) - 1))
    return "\n".join(lines).encode()


class Catalogue:
    """A site with a shop that has proved its domain, and the shop."""

    def __init__(self, kind: str, pages: dict[str, Any], **more: Any) -> None:
        self.folder: Path = own_folder("feeds")
        url = database.new_database(kind, self.folder.name.replace("-", "_"))
        self.environment = database.environment(
            DATABASE_URL=url, INSTANCE_FOLDER=str(self.folder / "site"), DEVELOPMENT="1"
        )
        self.app = audit.app_beside(self.environment)
        self.shop = LoopbackShop(pages, **more)
        self._numbers = count()

    def __enter__(self) -> Catalogue:
        self.shop.__enter__()
        self._context = self.app.app_context()
        self._context.push()
        self.retailer = retailer_by(person("ana"), domain=DOMAIN)
        return self

    def __exit__(self, *error: object) -> None:
        db.session.remove()
        db.engine.dispose()
        self._context.pop()
        self.shop.__exit__()

    def begin(self, url: str) -> int:
        with writing():
            feed = Feed.at(url, self.retailer, self.retailer.claims[0].shop, "EUR")
            Feed.begin(feed.id, clock.now())
        return feed.id

    def worker(self) -> Running:
        ((_ip, port),) = self.shop.resolve(DOMAIN, 80)
        log = self.folder / f"worker{next(self._numbers)}.log"
        words = ["tests.drills.catalogues.worker", DOMAIN, str(port)]
        return Running(words, self.environment, log)

    def finish(self) -> dict[str, Any]:
        """A worker does all there is; what it took."""
        worker = self.worker()
        worker.start()
        assert worker.process
        worker.process.wait(1800)
        return json.loads(worker.words().strip().splitlines()[-1])

    def counted(self) -> dict[str, int]:
        db.session.rollback()
        asked = {
            "rows": select(func.count(FeedRow.id)),
            "pending": select(func.count(FeedRow.id)).where(FeedRow.is_pending),
            "offers": select(func.count(Offer.id)),
            "products": select(func.count(Product.id)),
        }
        return {name: db.session.scalar(query) or 0 for name, query in asked.items()}


def killed(report: Report, catalogue: Catalogue, rows: int, kills: int) -> None:
    """Some kills while rows are kept, the others while they are brought."""
    feed_id = catalogue.begin(f"{SITE}/feed")
    for number in range(kills):
        what = "rows" if number < kills // 4 else "offers"
        _kill_after_some(report, catalogue, what, rows * (number + 1) // (kills + 2))
    catalogue.finish()
    there = catalogue.counted()
    wanted = {"rows": rows, "pending": 0, "offers": rows, "products": rows}
    report.demand(there == wanted, f"{there} instead of {wanted}")
    feed = db.session.get_one(Feed, feed_id)
    report.demand(feed.state == "idle", f"the feed is {feed.state}")
    report.count("rows brought", there["offers"])


def _kill_after_some(report: Report, catalogue: Catalogue, what: str, most: int) -> None:
    before = catalogue.counted()[what]
    worker = catalogue.worker()
    worker.start()
    assert worker.process
    process = worker.process
    wait_until(
        lambda: catalogue.counted()[what] > max(before, most) or process.poll() is not None, 300
    )
    report.demand(process.poll() is None, f"the worker ended by itself: {worker.words()[-500:]}")
    worker.kill()
    report.injected += 1
    report.count("kills")
    # As when its lease has run out, which nobody waits for here.
    with writing():
        change(update(Delivery).where(Delivery.done_at.is_(None)).values(leased_until=None))


def hurt(report: Report, size: int) -> None:
    """Each hostile file ends, is named, and leaves the catalogue as it was; one process for all."""
    pages = {f"{SITE}/{n}": ("text/xml", make(size)) for n, (make, _why) in enumerate(ZOO.values())}
    pages |= {f"{SITE}/bomb": ("text/xml", gzip.compress(bytes(200_000_000)))}
    pages |= {f"{SITE}/feed": ("text/csv", table(50))}
    with Catalogue("sqlite", pages, redirects=LEADS, packed={f"{SITE}/bomb"}) as catalogue:
        catalogue.begin(f"{SITE}/feed")
        catalogue.finish()
        before = catalogue.counted()
        reasons = {
            catalogue.begin(f"{SITE}/{n}"): why for n, (_make, why) in enumerate(ZOO.values())
        }
        reasons |= {catalogue.begin(f"{SITE}/bomb"): "too big"}
        reasons |= {catalogue.begin(url): "" for url in LEADS}
        took = catalogue.finish()
        report.injected += len(reasons)
        report.demand(catalogue.counted() == before, "the catalogue is another")
        for feed_id, why in reasons.items():
            feed = db.session.get_one(Feed, feed_id)
            fits = feed.state == "failed" and feed.reason in (why or feed.reason, "too many")
            report.demand(fits, f"{feed.url}: {feed.state} {feed.reason!r} instead of {why!r}")
    _demand(report, "hostile", took, MOST_SECONDS * len(reasons))


def weigh(report: Report, size: int) -> None:
    """The largest that may be, and one of 100,000 rows that may not."""
    files: dict[str, Callable[[], bytes]] = {
        "largest": lambda: table(50_000, size // 50_000),
        "100,000 rows": lambda: table(100_000, 600),
    }
    for name, make in files.items():
        with Catalogue("sqlite", {f"{SITE}/feed": ("text/csv", make())}) as catalogue:
            feed_id = catalogue.begin(f"{SITE}/feed")
            took = catalogue.finish()
            feed = db.session.get_one(Feed, feed_id)
            print(f"{name}: {feed.state} {feed.reason} {catalogue.counted()} {took}", flush=True)
            _demand(report, name, took, 600)


def _demand(report: Report, name: str, took: dict[str, Any], seconds: float) -> None:
    print(f"{name}: {took}", flush=True)
    report.measure(name, took["cpu"])
    report.count(f"{name} MB", took["peak"])
    report.demand(took["peak"] <= MOST_MB, f"{name}: {took['peak']} MB")
    report.demand(took["cpu"] <= seconds, f"{name}: {took['cpu']} s")
