from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference
from community.core.db import Model

FEWEST = 5  # as everywhere in the house where people are behind a number


class Neighbour(Model):
    """Two products that the same people keep; a row each way.

    Only pairs that may be told have a row, which the database holds: somebody shows both to
    everybody, or at least five people keep both. What fewer people keep to themselves is in no
    row, so that no page can tell of it.
    """

    __tablename__ = "neighbours"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id", index=False)
    other_id: Mapped[int] = reference("products.id")
    people: Mapped[int] = mapped_column()
    public_people: Mapped[int] = mapped_column()
    score: Mapped[float] = mapped_column()

    __table_args__ = (
        UniqueConstraint("product_id", "other_id"),
        CheckConstraint("product_id <> other_id", name="not_itself"),
        CheckConstraint(f"public_people >= 1 OR people >= {FEWEST}", name="may_be_told"),
        Index("ix_neighbours_best", "product_id", "score"),
    )
