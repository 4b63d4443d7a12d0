from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Date, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference, text_column
from community.core.db import Model


class ShopDay(Model):
    """How often something happened at a shop on a day (UTC), and by how many people.

    `product_id` is 0 for the shop as a whole; products have days for clicks alone, since the
    clicks themselves are forgotten after a week.
    """

    __tablename__ = "shop_days"

    id: Mapped[int] = id_column()
    shop_id: Mapped[int] = reference("shops.id", index=False)
    product_id: Mapped[int] = mapped_column(BigInteger, default=0)
    measure: Mapped[str] = text_column(6)
    day: Mapped[date] = mapped_column(Date)
    count: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("shop_id", "measure", "product_id", "day"),)


class ShopSpan(Model):
    """The same over the last 7, 28 or 90 days; `people` are different people, each counted once
    (of clicks: once a day, since nobody is known again the next day). `back` is 1 for the span
    before."""

    __tablename__ = "shop_spans"

    id: Mapped[int] = id_column()
    shop_id: Mapped[int] = reference("shops.id", index=False)
    product_id: Mapped[int] = mapped_column(BigInteger, default=0)
    measure: Mapped[str] = text_column(6)
    days: Mapped[int] = mapped_column()
    back: Mapped[int] = mapped_column(default=0)
    count: Mapped[int] = mapped_column(default=0)
    people: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("shop_id", "days", "measure", "product_id", "back"),)
