from __future__ import annotations

import hashlib

from sqlalchemy import BigInteger, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models.product import Product
from community.catalog.models.shop import Shop
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.money import Money


class Offer(Model):
    """One shop's page for a product. Its price is what the site read there, never what somebody
    typed; minor units of `currency`."""

    __tablename__ = "offers"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id")
    shop_id: Mapped[int] = reference("shops.id")
    url: Mapped[str] = text_column(2000)
    url_key: Mapped[str] = text_column(64, unique=True)
    amount: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    currency: Mapped[str] = text_column(3)
    availability: Mapped[str] = text_column(20)
    delivery: Mapped[int | None] = mapped_column(BigInteger, nullable=True)  # 0 is free
    has_pickup: Mapped[bool] = mapped_column(default=False)
    in_shops: Mapped[str] = text_column(120)
    clicks: Mapped[int] = mapped_column(default=0)
    checked_at = moment()
    created_at = stamp()

    product: Mapped[Product] = relationship(back_populates="offers")
    shop: Mapped[Shop] = relationship(lazy="joined")

    __table_args__ = (
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        CheckConstraint("delivery IS NULL OR delivery >= 0", name="delivery"),
    )

    @property
    def price(self) -> Money | None:
        if self.amount is None or not self.currency:
            return None
        return Money(self.amount, self.currency)

    @property
    def delivery_price(self) -> Money | None:
        if self.delivery is None or not self.currency:
            return None
        return Money(self.delivery, self.currency)


def url_key(url: str) -> str:
    """Addresses are longer than an index likes; their hash stands for them."""
    return hashlib.sha256(url.encode()).hexdigest()
