from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    and_,
    delete,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models import Product, Shop
from community.core import clock
from community.core.clock import UtcDateTime
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.kinds import ThingRemoved
from community.core.money import Money
from community.core.upsert import insert_or_ignore
from community.deals.events import RallyAnswered, RallyBegun, RallyMoved, RallyReached
from community.deals.models.deal import Deal
from community.extensions import db
from community.friends.audience import Audienced

ANSWERS = {"yes": "accepted", "other": "countered", "no": "declined"}


class RallyIsOver(Exception):
    """Its time is up, or the shop has answered."""


class Rally(Audienced, Model):
    """“14 of us would buy at 40”: a member asks, others join, and the shop answers. The shop hears
    of the product, the price and the number, and of nobody’s name."""

    __tablename__ = "rallies"
    kind = "rally"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id")
    shop_id: Mapped[int] = reference("shops.id")
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = text_column(3)
    wanted: Mapped[int] = mapped_column()
    note: Mapped[str] = text_column(300)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = text_column(9, default="open")
    join_count: Mapped[int] = mapped_column(default=0)
    answer: Mapped[str] = text_column(500)
    answered_at = moment()
    deal_id: Mapped[int | None] = reference("group_deals.id", on_delete="SET NULL", nullable=True)
    created_at = stamp()

    product: Mapped[Product] = relationship()
    shop: Mapped[Shop] = relationship(lazy="joined")
    deal: Mapped[Deal | None] = relationship()

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint(
            "state IN ('open', 'reached', 'accepted', 'countered', 'declined')", name="state"
        ),
        CheckConstraint("amount >= 0", name="amount"),
        CheckConstraint("wanted >= 5", name="wanted"),
        CheckConstraint("join_count >= 0", name="join_count"),
        Index("ix_rallies_shop_state", "shop_id", "state", "id"),
    )

    @property
    def slug(self) -> str:
        return self.product.slug

    @property
    def price(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def looks_open(self) -> bool:
        return self.state in ("open", "reached") and self.ends_at > clock.now()

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        return and_(cls.state.in_(("open", "reached")), cls.ends_at > clock.sql_now())

    def begin(self) -> None:
        """Whoever asks is the first who would buy."""
        db.session.add(self)
        db.session.flush()
        self.show_product()
        self.join(self.owner_id)
        publish(RallyBegun(self.id))

    def show_product(self) -> None:
        if self.is_public:
            self.product.put_on_show()

    def join(self, profile_id: int) -> None:
        """Raises RallyIsOver."""
        self._take_turn()
        if insert_or_ignore(RallyJoin, {"rally_id": self.id, "profile_id": profile_id}):
            self._count(1)
        full = update(Rally).where(Rally.id == self.id, Rally.state == "open")
        if change(full.where(Rally.join_count >= Rally.wanted).values(state="reached")):
            publish(RallyReached(self.id))
        db.session.refresh(self, ["join_count", "state"])

    def leave(self, profile_id: int) -> None:
        """At any time; what the shop was told stays told."""
        pair = RallyJoin.rally_id == self.id, RallyJoin.profile_id == profile_id
        if change(delete(RallyJoin).where(*pair)):
            self._count(-1)
            publish(RallyMoved(self.id))
        db.session.refresh(self, ["join_count"])

    def settle(self, answer: str, words: str, deal: Deal | None = None) -> bool:
        """The shop’s answer, once; with the deal to which everybody is asked."""
        waiting = update(Rally).where(Rally.id == self.id, Rally.state == "reached")
        said = {"state": ANSWERS[answer], "answer": words, "answered_at": clock.now()}
        if not change(waiting.values(**said, deal_id=deal.id if deal else None)):
            return False
        db.session.refresh(self)
        publish(RallyAnswered(self.id))
        publish(RallyMoved(self.id))
        return True

    def remove(self) -> None:
        change(delete(Rally).where(Rally.id == self.id))
        db.session.expunge(self)
        publish(ThingRemoved(self.kind, self.id, self.owner_id))

    def _take_turn(self) -> None:
        turn = update(Rally).where(Rally.id == self.id, Rally.is_open())
        if not change(turn.values(join_count=Rally.join_count)):
            raise RallyIsOver
        publish(RallyMoved(self.id))

    def _count(self, by: int) -> None:
        own = update(Rally).where(Rally.id == self.id)
        change(own.values(join_count=Rally.join_count + by))


class RallyJoin(Model):
    """A member would buy, too."""

    __tablename__ = "rally_joins"

    id: Mapped[int] = id_column()
    rally_id: Mapped[int] = reference("rallies.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    __table_args__ = (UniqueConstraint("rally_id", "profile_id"),)
