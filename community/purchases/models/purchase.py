from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    Index,
    delete,
    exists,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models import Product, Shop
from community.core import clock
from community.core.clock import UtcDateTime
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.images.models import Picture
from community.core.kinds import ThingRemoved
from community.core.money import Money
from community.extensions import db
from community.friends.audience import Audience, Audienced
from community.friends.models import ShareLink
from community.purchases.events import Bought, ShareConfirmed
from community.purchases.models.consent import Consent
from community.purchases.models.mark import Mark, State
from community.purchases.models.proof import Proof
from community.purchases.models.secret import Secret
from community.retailers.models import Store

QUIET = timedelta(minutes=10)
IS_QUIET = text("told_at IS NULL")
NARROWER = [audience.value for audience in Audience]


class Place(StrEnum):
    ONLINE = "online"
    STORE = "store"
    OTHER = "other"


class Purchase(Audienced, Model):
    """“I bought this.” Nobody but its owner knows of it until it is told, ten minutes later; what
    is undone before leaves nothing. The price is kept, and shown only where the owner says so."""

    __tablename__ = "purchases"
    kind = "purchase"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id", index=False)
    place: Mapped[str] = text_column(6, default=Place.ONLINE.value)
    shop_id: Mapped[int | None] = reference("shops.id", on_delete="SET NULL", nullable=True)
    store_id: Mapped[int | None] = reference("stores.id", on_delete="SET NULL", nullable=True)
    place_name: Mapped[str] = text_column(80)
    day: Mapped[date] = mapped_column(Date)
    amount: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    currency: Mapped[str] = text_column(3)
    shows_price: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = text_column(500)
    picture_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    ends_wish: Mapped[bool] = mapped_column(default=False)  # its own wishes go when it is told
    # The shop at whose checkout it was shared.
    retailer_id: Mapped[int | None] = reference("retailers.id", on_delete="SET NULL", nullable=True)
    tells_at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_at = moment()
    confirmed_at = moment()
    comment_count: Mapped[int] = mapped_column(default=0)  # kept by reactions
    created_at = stamp()

    product: Mapped[Product] = relationship()
    shop: Mapped[Shop | None] = relationship(lazy="joined")
    store: Mapped[Store | None] = relationship()
    picture: Mapped[Picture | None] = relationship(lazy="joined")
    secrets: Mapped[list[Secret]] = relationship(order_by=Secret.id, passive_deletes=True)

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint("place IN ('online', 'store', 'other')", name="place"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        Index("ix_purchases_owner_newest", "owner_id", "id"),
        Index("ix_purchases_product", "product_id", "id"),
        Index("ix_purchases_due", "tells_at", sqlite_where=IS_QUIET, postgresql_where=IS_QUIET),
    )

    @property
    def slug(self) -> str:
        return self.product.slug

    @property
    def price(self) -> Money | None:
        if self.amount is None or not self.currency:
            return None
        return Money(self.amount, self.currency)

    @price.setter
    def price(self, price: Money | None) -> None:
        self.amount, self.currency = (price.amount, price.currency) if price else (None, "")

    @property
    def price_shown(self) -> Money | None:
        return self.price if self.shows_price else None

    @property
    def is_told(self) -> bool:
        return self.told_at is not None

    @property
    def is_kept(self) -> bool:
        """From somebody, now."""
        return any(secret.is_kept for secret in self.secrets)

    @property
    def is_proved(self) -> bool:
        proof = exists(select(Proof.id).where(Proof.purchase_id == self.id))
        return bool(db.session.scalar(select(proof)))

    def write_down(self) -> None:
        """Nobody hears of it until `tell`."""
        self.tells_at = clock.now() + QUIET
        db.session.add(self)
        db.session.flush()

    def keep_from(self, profile_id: int, until: datetime) -> None:
        self.secrets.append(Secret(profile_id=profile_id, until=until))

    def reveal(self) -> None:
        """To whom it was kept from; it is not kept any more."""
        now = clock.now()
        kept = Secret.purchase_id == self.id, Secret.until > now
        change(update(Secret).where(*kept).values(until=now))
        db.session.expire(self, ["secrets"])
        self.put_on_show()

    def put_on_show(self) -> None:
        """What everybody may see shows its product to everybody."""
        if self.is_told and self.is_public and not self.is_kept:
            self.product.put_on_show()

    def undo(self) -> bool:
        """Before it is told; it leaves nothing but a used token. False when it was told."""
        quiet = Purchase.id == self.id, Purchase.told_at.is_(None)
        change(delete(Consent).where(Consent.purchase_id == self.id, exists().where(*quiet)))
        return self._remove(delete(Purchase).where(*quiet))

    def remove(self) -> None:
        self._remove(delete(Purchase).where(Purchase.id == self.id))

    def tell(self) -> bool:
        """Say it to those who may hear of it, once; False when it was told or undone."""
        quiet = update(Purchase).where(Purchase.id == self.id, Purchase.told_at.is_(None))
        if not change(quiet.values(told_at=clock.now())):
            return False
        db.session.refresh(self)
        if not self.is_kept:  # a present is not had, and says so nowhere else
            self._mark()
            self.put_on_show()
        publish(Bought(self.id, self.owner_id, self.product_id))
        if self.is_proved:
            self.confirm()
        return True

    def confirm(self) -> bool:
        """What a shop gives for sharing is earned; once, and for nothing that only oneself sees."""
        shared = Purchase.retailer_id.is_not(None), Purchase.audience != Audience.ME.value
        here = update(Purchase).where(Purchase.id == self.id, Purchase.told_at.is_not(None))
        here = here.where(*shared, Purchase.confirmed_at.is_(None))
        if not change(here.values(confirmed_at=clock.now())):
            return False
        publish(ShareConfirmed(self.id, self.owner_id, self.retailer_id or 0))
        return True

    def _mark(self) -> None:
        """The product's mark says that one has it, to nobody who may not see the purchase."""
        before = Mark.of(self.owner_id, self.product_id)
        mark = Mark.put(self.product, self.owner, State.HAVE, self.audience)
        if before is None or NARROWER.index(mark.audience) <= NARROWER.index(self.audience):
            mark.show_to(self.audience, self.people_set)

    def _remove(self, statement: object) -> bool:
        if not change(statement):  # type: ignore[arg-type]
            return False
        ShareLink.revoke_all(self.kind, self.id)
        publish(ThingRemoved(self.kind, self.id, self.owner_id))
        db.session.expunge(self)
        return True
