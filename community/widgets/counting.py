"""How often widgets are shown: told by the layer in front, kept in memory, written once a minute.

Roughly right is enough: a process that dies takes a minute of it along, and a kept copy in a
proxy is not heard of.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Lock
from typing import NamedTuple, cast

from flask import Flask, current_app
from redis import Redis
from sqlalchemy import select, update

from community.catalog.models import Shop
from community.clipping.addresses import shop_domain
from community.core import clock, redis
from community.core.db import change, writing
from community.core.ids import decode
from community.core.jobs import every_minute
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.retailers.models import Claim
from community.widgets.models import WidgetMonth

AT_SHOPS = frozenset({"save", "ask", "bought", "badge", "reviews", "talk", "follow"})
MOST = 5_000  # kinds times shops, in one minute
HASH = "posy:widgets"


class Seen(NamedTuple):
    """`of` is the domain of a shop, or the id of one."""

    widget: str
    of: str


def seen_at(path: str, url: str) -> Seen | None:
    """Whose widget stands at an address; None where it is no retailer's."""
    _, _, widget, *rest = path.split("/")
    if widget not in AT_SHOPS:
        return None
    if not rest:
        domain = shop_domain(url[:2000])
        return Seen(widget, domain) if domain else None
    try:
        return Seen(widget, str(decode(rest[0].partition("-")[0])))
    except ValueError:
        return None


class Tally:
    """Of this process, or in Redis where many serve."""

    def __init__(self, url: str) -> None:
        self._redis = Redis(connection_pool=redis.pool(url)) if url else None
        self._breaker = redis.Breaker("widget views")
        self._counts: Counter[Seen] = Counter()
        self._lock = Lock()

    def add(self, seen: Seen) -> None:
        if self._redis:
            client, name = self._redis, " ".join(seen)
            self._breaker.call(lambda: client.hincrby(HASH, name, 1), lambda: None)
            return
        with self._lock:
            if seen in self._counts or len(self._counts) < MOST:
                self._counts[seen] += 1

    def take(self) -> Counter[Seen]:
        """All there is, which is then forgotten."""
        if self._redis:
            return self._breaker.call(self._taken, Counter)
        with self._lock:
            taken, self._counts = self._counts, Counter()
        return taken

    def _taken(self) -> Counter[Seen]:
        assert self._redis
        both = self._redis.pipeline()
        both.hgetall(HASH)
        both.delete(HASH)
        counts = cast("dict[bytes, bytes]", both.execute()[0])
        return Counter({Seen(*name.decode().split(" ")): int(n) for name, n in counts.items()})


def init_app(app: Flask) -> None:
    app.extensions["widget_tally"] = Tally(app.extensions["settings"].redis_url)


@every_minute
def write_down() -> None:
    """A row a retailer, month and widget; of who has proved the domain, as it stands now."""
    taken = current_app.extensions["widget_tally"].take()
    if not taken:
        return
    month = clock.now().date().replace(day=1)
    with writing():
        owners = _owners({seen.of for seen in taken})
        counts: Counter[tuple[int, str]] = Counter()
        for seen, views in taken.items():
            if seen.of in owners:
                counts[owners[seen.of], seen.widget] += views
        for (retailer_id, widget), views in counts.items():
            _add(retailer_id, month, widget, views)


def _owners(named: set[str]) -> dict[str, int]:
    """Retailers by what their shops are named: domains, and ids."""
    ids = [int(name) for name in named if name.isdigit()]
    query = select(Shop.id, Shop.domain, Claim.retailer_id).join(Claim, Claim.shop_id == Shop.id)
    here = query.where(Claim.proved_at.is_not(None), Shop.id.in_(ids) | Shop.domain.in_(named))
    owners: dict[str, int] = {}
    for shop_id, domain, retailer_id in db.session.execute(here):
        owners[str(shop_id)] = owners[domain] = retailer_id
    return owners


def _add(retailer_id: int, month: date, widget: str, views: int) -> None:
    row = {"retailer_id": retailer_id, "month": month, "widget": widget}
    insert_or_ignore(WidgetMonth, {**row, "views": 0})
    there = update(WidgetMonth).filter_by(**row)
    change(there.values(views=WidgetMonth.views + views))


def months_of(retailer_id: int, most: int = 12) -> dict[date, int]:
    """Views by month, the newest first."""
    views = db.func.sum(WidgetMonth.views)
    query = select(WidgetMonth.month, views).where(WidgetMonth.retailer_id == retailer_id)
    rows = db.session.execute(query.group_by(WidgetMonth.month).order_by(WidgetMonth.month.desc()))
    return {month: int(count) for month, count in rows.all()[:most]}
