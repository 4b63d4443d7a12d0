"""What lists of wishes and collections share: a holder, and what it holds in an order by hand.

Titles, prices and pictures of what is held are copies: what a shop changes later changes no sum.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from sqlalchemy import BigInteger, ColumnElement, delete, func, select, update
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.models import Offer, Product
from community.core import clock
from community.core.columns import moment, reference, stamp, text_column
from community.core.db import change
from community.core.events import publish
from community.core.images.models import Picture
from community.core.kinds import ThingRemoved
from community.core.money import Money
from community.core.text import slugify
from community.extensions import db
from community.friends.audience import Audienced
from community.friends.models import ShareLink


class Holder(Audienced):
    """Columns and verbs of a thing with a title that holds others."""

    id: Mapped[int]
    title: Mapped[str] = text_column(80)
    archived_at = moment()
    created_at = stamp()

    holds: ClassVar[str]  # the counter of what it holds
    changed: ClassVar[type[Any]]  # the fact, of its id, that it is another now

    @classmethod
    def begin(cls, owner: Profile, title: str) -> Self:
        """A new one, shown to friends."""
        holder = cls(owner_id=owner.id, title=title)  # type: ignore[call-arg]
        db.session.add(holder)
        db.session.flush()
        return holder

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    def lock(self) -> None:
        """Whoever adds, moves or arranges waits for the others of this holder."""
        model = type(self)
        db.session.execute(select(model.id).where(model.id == self.id).with_for_update())

    def archive(self) -> None:
        self.archived_at = self.archived_at or clock.now()

    def unarchive(self) -> None:
        self.archived_at = None

    def remove(self) -> None:
        """Gone with what it holds and its links."""
        model = type(self)
        ShareLink.revoke_all(self.kind, self.id)
        gone = delete(model).where(model.id == self.id)
        db.session.execute(gone.execution_options(synchronize_session=False))
        db.session.expunge(self)
        publish(ThingRemoved(self.kind, self.id, self.owner_id))

    def count(self, by: int, counter: str = "") -> None:
        """Move one of its counters; unless another is named, that of what it holds."""
        model, name = type(self), counter or self.holds
        moved = update(model).where(model.id == self.id).values({name: getattr(model, name) + by})
        db.session.execute(moved.execution_options(synchronize_session=False))
        db.session.refresh(self, [name])

    def announce_change(self) -> None:
        publish(type(self).changed(self.id))


class Held:
    """Columns and verbs of what stands in a holder. Only ever soft-deleted."""

    id: Mapped[int]
    offer_id: Mapped[int | None] = reference(
        "offers.id", on_delete="SET NULL", nullable=True, index=False
    )
    product_id: Mapped[int | None] = reference(
        "products.id", on_delete="SET NULL", nullable=True, index=False
    )
    picture_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    title: Mapped[str] = text_column(300)
    amount: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    currency: Mapped[str] = text_column(3)
    position: Mapped[int] = mapped_column(default=0)
    created_at = stamp()
    removed_at = moment()

    within: ClassVar[str]  # the column that says in which holder
    held_in: ClassVar[str]  # the relationship to it

    @declared_attr
    def product(cls) -> Mapped[Product | None]:
        return relationship(Product)

    @declared_attr
    def offer(cls) -> Mapped[Offer | None]:
        return relationship(Offer)

    @declared_attr
    def picture(cls) -> Mapped[Picture | None]:
        return relationship(Picture, lazy="joined")

    @property
    def holder(self) -> Any:
        return getattr(self, self.held_in)

    @property
    def price(self) -> Money | None:
        if self.amount is None or not self.currency:
            return None
        return Money(self.amount, self.currency)

    @price.setter
    def price(self, price: Money | None) -> None:
        self.amount, self.currency = (price.amount, price.currency) if price else (None, "")

    def put_last(self, holder: Any) -> None:
        """At the end of the holder, which is counted. A public one shows its product to all."""
        holder.lock()
        setattr(self, self.within, holder.id)
        self.position = self.last_position(holder.id) + 1
        db.session.add(self)
        db.session.flush()
        holder.count(1)
        self._show_product(holder)

    def remove(self) -> None:
        if self._change(type(self).removed_at.is_(None), removed_at=clock.now()):
            self.holder.count(-1)
            self.holder.announce_change()

    def restore(self) -> None:
        if self._change(type(self).removed_at.is_not(None), removed_at=None):
            self.holder.count(1)
            self._show_product(self.holder)
            self.holder.announce_change()

    @classmethod
    def last_position(cls, holder_id: int) -> int:
        column: Any = getattr(cls, cls.within)
        return db.session.scalar(select(func.max(cls.position)).where(column == holder_id)) or 0

    def _show_product(self, holder: Any) -> None:
        if holder.is_public and self.product:
            self.product.put_on_show()

    def _change(self, condition: ColumnElement[bool], **values: Any) -> bool:
        """Conditional, so that two clicks count once."""
        model = type(self)
        changed = change(update(model).where(model.id == self.id, condition).values(values))
        db.session.refresh(self)
        return bool(changed)
