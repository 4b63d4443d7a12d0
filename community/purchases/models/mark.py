from __future__ import annotations

from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core import clock
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.kinds import ThingRemoved
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.audience import Audienced
from community.purchases.events import Marked


class State(StrEnum):
    WANT = "want"
    HAVE = "have"
    HAD = "had"


class Mark(Audienced, Model):
    """What a member says of a product: want, have or had it; one a member and product.

    A wish on a list says “want” by itself to whoever sees the list, and makes no mark: the list's
    audience is not this one's. A mark changes no wish either, neither one's own nor anybody
    else's: who marks a present they have bought says so to the mark's audience and to nobody more.
    """

    __tablename__ = "product_marks"
    kind = "mark"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id", index=False)
    state: Mapped[str] = text_column(4, default=State.HAVE.value)
    created_at = stamp()
    changed_at = stamp()

    product: Mapped[Product] = relationship()

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint("state IN ('want', 'have', 'had')", name="state"),
        UniqueConstraint("owner_id", "product_id"),
        Index("ix_product_marks_product", "product_id", "state", "id"),
    )

    @classmethod
    def of(cls, owner_id: int | None, product_id: int) -> Mark | None:
        query = select(cls).where(cls.owner_id == owner_id, cls.product_id == product_id)
        return db.session.scalar(query)

    @classmethod
    def put(cls, product: Product, owner: Profile, state: str, audience: str) -> Mark:
        """The one there is, with another state, or a new one with this audience."""
        now = clock.now()
        pair = {"owner_id": owner.id, "product_id": product.id}
        fresh = {"state": state, "audience": audience, "changed_at": now}
        is_new = insert_or_ignore(cls, {**pair, **fresh})
        other = update(cls).filter_by(**pair).where(cls.state != state)
        is_other = not is_new and change(other.values(state=state, changed_at=now))
        mark = db.session.scalars(
            select(cls).filter_by(**pair).execution_options(populate_existing=True)
        ).one()
        if is_new or is_other:
            publish(Marked(mark.id, product.id, owner.id, state))
        return mark

    def remove(self) -> None:
        """It leaves nothing: neither news nor faces."""
        if change(delete(Mark).where(Mark.id == self.id)):
            publish(ThingRemoved(self.kind, self.id, self.owner_id))
