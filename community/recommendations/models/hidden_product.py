from __future__ import annotations

from sqlalchemy import UniqueConstraint, delete
from sqlalchemy.orm import Mapped

from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore


class HiddenProduct(Model):
    """“Not for me.” It is recommended to this member no more; found and opened it still is."""

    __tablename__ = "hidden_products"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    product_id: Mapped[int] = reference("products.id")
    created_at = stamp()

    __table_args__ = (UniqueConstraint("profile_id", "product_id"),)

    @classmethod
    def hide(cls, profile_id: int, product_id: int) -> None:
        insert_or_ignore(cls, {"profile_id": profile_id, "product_id": product_id})

    @classmethod
    def show(cls, profile_id: int, product_id: int) -> None:
        change(delete(cls).where(cls.profile_id == profile_id, cls.product_id == product_id))
