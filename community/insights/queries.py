"""What a retailer may know of a shop: numbers, and “<5” where fewer than five people are behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from community.catalog.models import Product, Shop
from community.core import clock
from community.extensions import db
from community.insights.shop_counts import ShopDay, ShopSpan

FEWEST = 5
MOST_PRODUCTS = 20
MEASURES = ("saves", "clicks", "polls", "wins", "review")
FEW = "<5"


@dataclass(frozen=True)
class Figure:
    """`shown` is what may be said; `change` in percent, where both numbers may be said."""

    shown: str
    change: int | None = None


@dataclass(frozen=True)
class Bar:
    """A day of a chart, in the units of its view box."""

    day: date
    shown: str
    is_few: bool
    x: float
    height: float


WIDTH, HEIGHT, STUB = 600.0, 120.0, 4.0


def said(count: int, people: int) -> str:
    return FEW if count and people < FEWEST else str(count)


def figures(shop: Shop, days: int) -> dict[str, Figure]:
    query = select(ShopSpan).where(ShopSpan.shop_id == shop.id, ShopSpan.days == days)
    rows = db.session.scalars(query.where(ShopSpan.product_id == 0))
    spans = {(row.measure, row.back): row for row in rows}
    return {name: _figure(spans.get((name, 0)), spans.get((name, 1))) for name in MEASURES}


def _figure(now: ShopSpan | None, before: ShopSpan | None) -> Figure:
    if now is None:
        return Figure("0")
    if before is None or min(now.people, before.people) < FEWEST:
        return Figure(said(now.count, now.people))
    return Figure(str(now.count), round(100 * (now.count - before.count) / before.count))


def chart(shop: Shop, measure: str, days: int) -> list[Bar]:
    """A bar a day, oldest first; few people’s days look all alike."""
    today = clock.now().date()
    first = today - timedelta(days=days - 1)
    here = ShopDay.shop_id == shop.id, ShopDay.product_id == 0, ShopDay.measure == measure
    rows = db.session.scalars(select(ShopDay).where(*here, ShopDay.day >= first))
    by_day = {row.day: row for row in rows}
    most = max((row.count for row in by_day.values() if row.people >= FEWEST), default=1)
    return [_bar(first + timedelta(days=n), n, days, most, by_day) for n in range(days)]


def _bar(day: date, place: int, days: int, most: int, rows: dict[date, ShopDay]) -> Bar:
    row = rows.get(day)
    count, people = (row.count, row.people) if row else (0, 0)
    is_few = count > 0 and people < FEWEST
    height = STUB if is_few else HEIGHT * count / most
    return Bar(day, said(count, people), is_few, WIDTH * place / days, round(height, 1))


def top_products(shop: Shop, days: int) -> list[tuple[Product, dict[str, str]]]:
    """By saves, then clicks; those of which few people know are ordered by chance of birth."""
    here = ShopSpan.shop_id == shop.id, ShopSpan.days == days, ShopSpan.back == 0
    query = select(ShopSpan).where(*here, ShopSpan.product_id > 0, ShopSpan.people >= FEWEST)
    top = query.order_by(ShopSpan.measure.desc(), ShopSpan.count.desc()).limit(MOST_PRODUCTS * 4)
    ids = list(dict.fromkeys(row.product_id for row in db.session.scalars(top)))[:MOST_PRODUCTS]
    rows = db.session.scalars(select(ShopSpan).where(*here, ShopSpan.product_id.in_(ids)))
    told: dict[int, dict[str, str]] = {product_id: {} for product_id in ids}
    for row in rows:
        told[row.product_id][row.measure] = said(row.count, row.people)
    products = db.session.scalars(select(Product).where(Product.id.in_(ids))).unique()
    known = {product.id: product for product in products}
    return [(known[key], told[key]) for key in ids if key in known]
