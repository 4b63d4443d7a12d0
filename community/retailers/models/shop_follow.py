from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, delete, update
from sqlalchemy.orm import Mapped

from community.catalog.models import Shop
from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore


class ShopFollow(Model):
    """A member follows a shop. Who does is nobody’s business, the shop’s least of all."""

    __tablename__ = "shop_follows"

    id: Mapped[int] = id_column()
    shop_id: Mapped[int] = reference("shops.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("shop_id", "profile_id"),
        Index("ix_shop_follows_profile", "profile_id"),
    )

    @classmethod
    def begin(cls, shop_id: int, profile_id: int) -> None:
        if insert_or_ignore(cls, {"shop_id": shop_id, "profile_id": profile_id}):
            _count(shop_id, 1)

    @classmethod
    def end(cls, shop_id: int, profile_id: int) -> None:
        pair = delete(cls).where(cls.shop_id == shop_id, cls.profile_id == profile_id)
        if change(pair):
            _count(shop_id, -1)


def _count(shop_id: int, by: int) -> None:
    query = update(Shop).where(Shop.id == shop_id)
    change(query.values(follower_count=Shop.follower_count + by))
