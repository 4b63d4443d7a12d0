from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, case, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore
from community.extensions import db

# The bars of the histogram: half a star is counted with the whole one above it.
BARS = {"fives": (9, 10), "fours": (7, 8), "threes": (5, 6), "twos": (3, 4), "ones": (1, 2)}
FITS = {"small": "fit_small", "true": "fit_true", "large": "fit_large"}
COUNTED = ("count", "total", *BARS, *FITS.values())


class Rating(Model):
    """What everybody's reviews of a product come to; `total` is in half stars.

    Only reviews that everybody may read are in it: a number that counted others would tell of them.
    """

    __tablename__ = "ratings"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id", index=False)
    count: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    fives: Mapped[int] = mapped_column(default=0)
    fours: Mapped[int] = mapped_column(default=0)
    threes: Mapped[int] = mapped_column(default=0)
    twos: Mapped[int] = mapped_column(default=0)
    ones: Mapped[int] = mapped_column(default=0)
    fit_small: Mapped[int] = mapped_column(default=0)
    fit_true: Mapped[int] = mapped_column(default=0)
    fit_large: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        UniqueConstraint("product_id"),
        CheckConstraint("total BETWEEN count AND 10 * count", name="total"),
        CheckConstraint("fives + fours + threes + twos + ones = count", name="bars"),
    )

    @property
    def average(self) -> float:
        """In stars, to a tenth."""
        return round(self.total / (2 * self.count), 1) if self.count else 0.0

    @property
    def bars(self) -> list[tuple[int, int]]:
        """Stars and how many gave them, from five down."""
        return [(5 - place, getattr(self, name)) for place, name in enumerate(BARS)]

    @property
    def fits(self) -> dict[str, int]:
        return {fit: getattr(self, name) for fit, name in FITS.items()}

    @classmethod
    def recount(cls, product_ids: Iterable[int]) -> None:
        """Inside the transaction that changed reviews, after the change.

        Counted anew under the row's lock instead of moved by one, so that it is right whatever
        happened to the reviews (written, hidden, merged, shown to others) and whoever did it.
        """
        for product_id in sorted(set(product_ids)):
            insert_or_ignore(cls, {"product_id": product_id, **dict.fromkeys(COUNTED, 0)})
            mine = cls.product_id == product_id
            db.session.execute(select(cls.id).where(mine).with_for_update())
            change(update(cls).where(mine).values(**_counted(product_id)))


def _counted(product_id: int) -> dict[str, Any]:
    from community.reviews.models.review import Review, is_counted

    def number(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    columns = {
        "count": func.count(Review.id),
        "total": func.coalesce(func.sum(Review.stars), 0),
        **{name: number(Review.stars.in_(stars)) for name, stars in BARS.items()},
        **{name: number(Review.fit == fit) for fit, name in FITS.items()},
    }
    query = select(*(column.label(name) for name, column in columns.items()))
    row = db.session.execute(query.where(Review.product_id == product_id, is_counted())).one()
    return dict(row._mapping)
