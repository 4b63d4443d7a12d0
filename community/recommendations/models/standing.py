from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import reference
from community.core.db import Model
from community.core.upsert import insert_or_update_all


class Standing(Model):
    """How many keep a product, and how hot it is (`recommendations.heat`); one row a product,
    counted by the worker. `is_due`: somebody's taste for it has changed since.

    `weight` and `public_weight` are the sums of squares that `recommendations.likeness` divides
    by: of all who keep it, and of those who show it to everybody.
    """

    __tablename__ = "product_standings"

    product_id: Mapped[int] = reference("products.id", primary_key=True, index=False)
    people: Mapped[int] = mapped_column(default=0)
    public_people: Mapped[int] = mapped_column(default=0)
    weight: Mapped[int] = mapped_column(default=0)
    public_weight: Mapped[int] = mapped_column(default=0)
    heat: Mapped[float | None] = mapped_column(nullable=True)
    is_due: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        Index("ix_product_standings_heat", "heat"),
        Index("ix_product_standings_people", "people"),
        Index("ix_product_standings_due", "is_due", "product_id"),
    )

    @classmethod
    def fall_due(cls, product_ids: list[int]) -> None:
        blank = {"people": 0, "public_people": 0, "weight": 0, "public_weight": 0, "is_due": True}
        rows = [{"product_id": product_id, **blank} for product_id in sorted(product_ids)]
        insert_or_update_all(cls, rows, unique=["product_id"], change=["is_due"])
