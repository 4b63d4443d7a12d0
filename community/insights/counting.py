"""The worker counts what happened at shops whose owners have proved them, once an hour."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Subquery, delete, func, insert, literal, select, union_all
from sqlalchemy.exc import IntegrityError

from community.catalog.models import Click, Offer, Shop
from community.core import clock
from community.core.db import change, writing
from community.core.ids import first_id_at, new_id
from community.core.jobs import every_minute
from community.core.upsert import insert_or_update
from community.extensions import db
from community.insights.shop_counts import ShopDay, ShopSpan
from community.polls.models import Option, Poll
from community.reviews.models import Review
from community.reviews.models.review import is_counted
from community.wishlists.models import Wish, Wishlist

SPANS = (7, 28, 90)
MINUTE = 7  # of each hour
AT_ONCE = 200  # shops


@every_minute
def count_hourly() -> None:
    if clock.now().minute == MINUTE:
        try:
            count_all() if clock.now().hour == 0 else count_lately()
        except IntegrityError:
            db.session.rollback()  # another worker has just done it


def count_all() -> None:
    """Every shop and day: once a day, since what falls out of a span falls out of all, and saves of
    long ago come to a shop with a proof or an offer of its own."""
    with writing():
        change(delete(ShopDay).where(ShopDay.measure != "clicks"))
        change(delete(ShopSpan))
        _count(_proved(), _oldest_day())


def count_lately() -> None:
    """Yesterday and today, and only shops where something has happened since; or that have no
    numbers yet, whose days are all counted."""
    yesterday = clock.now().date() - timedelta(days=1)
    proved = set(_proved())
    fresh = proved - set(db.session.scalars(select(ShopSpan.shop_id).distinct()))
    busy = _busy_since(yesterday) & proved - fresh
    db.session.commit()
    with writing():
        _count(sorted(fresh), _oldest_day())
        _count(sorted(busy), yesterday)


def _oldest_day() -> date:
    return clock.now().date() - timedelta(days=max(SPANS))


def _proved() -> list[int]:
    query = select(Shop.id).where(Shop.verified_at.is_not(None))
    return list(db.session.scalars(query.order_by(Shop.id)))


def _busy_since(day: date) -> set[int]:
    """Ids are born in order: what is new stands at the end of its table."""
    midnight, first = _midnight(day), first_id_at(_midnight(day).timestamp())
    asked = (
        saves().where(Wish.id >= first),
        polls().where(Poll.id >= first),
        wins().where(Poll.decided_at >= midnight),
        reviews().where(Review.id >= first),
        select(Offer.shop_id).join(Click, Click.offer_id == Offer.id).where(Click.day >= day),
    )
    return {
        shop_id
        for query in asked
        for shop_id in db.session.scalars(select(query.subquery().c.shop_id).distinct())
    }


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.now().tzinfo)


def _count(shops: list[int], first: date) -> None:
    """Inside `writing()`: their days from `first` on, and all their spans."""
    for at in range(0, len(shops), AT_ONCE):
        some = shops[at : at + AT_ONCE]
        _count_clicks(some)
        _count_days(some, first)
        change(delete(ShopSpan).where(ShopSpan.shop_id.in_(some)))
        spans = [(days, back) for days in SPANS for back in (0, 1)]
        _insert(ShopSpan, [row for span in spans for row in _span(some, *span)])


def saves() -> Any:
    return (
        select(
            Offer.shop_id.label("shop_id"),
            Wish.product_id.label("product_id"),
            Wish.created_at.label("at"),
            Wishlist.owner_id.label("person"),
            Wish.id.label("thing"),
        )
        .join(Wishlist, Wishlist.id == Wish.list_id)
        .join(Offer, Offer.product_id == Wish.product_id)
    )


def polls() -> Any:
    about = select(Option.poll_id.label("poll_id"), Option.product_id.label("product_id"))
    own = select(Poll.id, Poll.product_id)
    asked = union_all(about.where(Option.product_id.is_not(None)), own.where(Poll.product_id > 0))
    return _of_polls(asked.subquery(), Poll.created_at)


def wins() -> Any:
    chosen = select(Poll.id.label("poll_id"), Option.product_id.label("product_id"))
    chosen = chosen.join(Option, Option.id == Poll.chosen_id).where(Option.product_id.is_not(None))
    bought = select(Poll.id, Poll.product_id).join(Option, Option.id == Poll.chosen_id)
    bought = bought.where(Option.answer == "yes", Poll.product_id.is_not(None))
    return _of_polls(union_all(chosen, bought).subquery(), Poll.decided_at)


def reviews() -> Any:
    """Those that everybody may read: a shop learns nothing here that is not on its pages."""
    return (
        select(
            Offer.shop_id.label("shop_id"),
            Review.product_id.label("product_id"),
            Review.created_at.label("at"),
            Review.owner_id.label("person"),
            Review.id.label("thing"),
        )
        .join(Offer, Offer.product_id == Review.product_id)
        .where(is_counted())
    )


def _of_polls(asked: Subquery, at: Any) -> Any:
    return (
        select(
            Offer.shop_id.label("shop_id"),
            asked.c.product_id.label("product_id"),
            at.label("at"),
            Poll.owner_id.label("person"),
            Poll.id.label("thing"),
        )
        .join(asked, asked.c.poll_id == Poll.id)
        .join(Offer, Offer.product_id == asked.c.product_id)
    )


HAPPENINGS = {"saves": saves, "polls": polls, "wins": wins, "review": reviews}


def _happened(measure: str, shops: list[int]) -> Subquery:
    found: Subquery = HAPPENINGS[measure]().where(Offer.shop_id.in_(shops)).subquery()
    return found


def _span(shops: list[int], days: int, back: int) -> list[dict[str, Any]]:
    end = clock.now() - timedelta(days=days * back)
    since = end - timedelta(days=days)
    rows = [row for name in HAPPENINGS for row in _grouped(shops, name, since, end)]
    rows += _clicked(shops, days, back)
    return [{**row, "days": days, "back": back} for row in rows]


def _grouped(
    shops: list[int], measure: str, since: datetime, until: datetime
) -> list[dict[str, Any]]:
    """By product, and for each shop as a whole."""
    of = _happened(measure, shops).c
    numbers = func.count(of.thing.distinct()), func.count(of.person.distinct())
    when = of.at >= since, of.at < until
    whole = select(of.shop_id, literal(0), *numbers).where(*when).group_by(of.shop_id)
    each = select(of.shop_id, of.product_id, *numbers).where(*when)
    found = [*db.session.execute(whole)]
    found += db.session.execute(each.group_by(of.shop_id, of.product_id))
    return [_row(measure, *row) for row in found]


def _row(measure: str, shop: int, product: int, count: int, people: int) -> dict[str, Any]:
    return {
        "shop_id": shop, "product_id": product, "measure": measure,
        "count": int(count), "people": int(people),
    }  # fmt: skip


def _clicked(shops: list[int], days: int, back: int) -> list[dict[str, Any]]:
    end = clock.now().date() - timedelta(days=days * back)
    numbers = func.sum(ShopDay.count), func.sum(ShopDay.people)
    query = select(ShopDay.shop_id, ShopDay.product_id, *numbers).where(ShopDay.shop_id.in_(shops))
    query = query.where(ShopDay.measure == "clicks", ShopDay.day > end - timedelta(days=days))
    query = query.where(ShopDay.day <= end).group_by(ShopDay.shop_id, ShopDay.product_id)
    return [_row("clicks", *row) for row in db.session.execute(query)]


def _count_clicks(shops: list[int]) -> None:
    """Of the days that are still known."""
    numbers = func.count(Click.id), func.count(Click.visitor.distinct())
    here = Offer.shop_id.in_(shops)
    clicks = select(Offer.shop_id, literal(0), Click.day, *numbers).join(Offer).where(here)
    each = select(Offer.shop_id, Offer.product_id, Click.day, *numbers).join(Offer).where(here)
    found = [*db.session.execute(clicks.group_by(Offer.shop_id, Click.day))]
    found += db.session.execute(each.group_by(Offer.shop_id, Offer.product_id, Click.day))
    for shop, product, day, count, people in found:
        insert_or_update(
            ShopDay,
            {**_row("clicks", shop, product, count, people), "day": day},
            unique=["shop_id", "measure", "product_id", "day"],
            change=["count", "people"],
        )


def _count_days(shops: list[int], first: date) -> None:
    theirs = ShopDay.shop_id.in_(shops), ShopDay.measure != "clicks"
    change(delete(ShopDay).where(*theirs, ShopDay.day >= first))
    since = _midnight(first)
    for measure in HAPPENINGS:
        of = _happened(measure, shops).c
        day = func.date(of.at)
        numbers = func.count(of.thing.distinct()), func.count(of.person.distinct())
        query = select(of.shop_id, day, *numbers).where(of.at >= since).group_by(of.shop_id, day)
        rows = [
            {**_row(measure, shop, 0, count, people), "day": _as_date(on)}
            for shop, on, count, people in db.session.execute(query)
        ]
        _insert(ShopDay, rows)


def _as_date(day: date | str) -> date:
    """SQLite has no dates of its own."""
    return date.fromisoformat(day) if isinstance(day, str) else day


def _insert(model: type[ShopDay] | type[ShopSpan], rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(model), [{"id": new_id(), **row} for row in rows])
