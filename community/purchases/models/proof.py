from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint, update
from sqlalchemy.orm import Mapped, mapped_column

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.purchases.events import PurchaseProved


class TokenIsUsed(Exception):
    """Somebody else has used this token, or the same member for something else."""


class Proof(Model):
    """A shop's token, used: that one of its orders was this member's. Single use by a unique
    index. The shop never learns whose it was; the row outlives the member, so that the token does
    not come to life again."""

    __tablename__ = "purchase_proofs"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id", index=False)
    token_id: Mapped[str] = text_column(64)
    profile_id: Mapped[int | None] = reference(
        "profiles.id", on_delete="SET NULL", nullable=True, index=False
    )
    product_id: Mapped[int | None] = reference("products.id", on_delete="SET NULL", nullable=True)
    purchase_id: Mapped[int | None] = reference("purchases.id", on_delete="SET NULL", nullable=True)
    amount: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    currency: Mapped[str] = text_column(3)
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("retailer_id", "token_id"),
        Index("ix_purchase_proofs_profile", "profile_id", "product_id"),
    )

    @classmethod
    def use(
        cls,
        retailer_id: int,
        token_id: str,
        by: Profile,
        product: Product,
        amount: int | None,
        currency: str,
        purchase_id: int | None,
    ) -> None:
        """Raises TokenIsUsed. Who has undone their sharing may use their own token again."""
        about = {"retailer_id": retailer_id, "token_id": token_id}
        mine = {"profile_id": by.id, "product_id": product.id, "amount": amount}
        fresh = {**about, **mine, "currency": currency, "purchase_id": purchase_id}
        if insert_or_ignore(cls, fresh):
            publish(PurchaseProved(by.id, product.id, retailer_id))
            return
        again = update(cls).filter_by(**about, profile_id=by.id, product_id=product.id)
        if not change(again.where(cls.purchase_id.is_(None)).values(purchase_id=purchase_id)):
            raise TokenIsUsed
