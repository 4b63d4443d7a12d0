from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    Update,
    and_,
    case,
    delete,
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
from community.core.money import Money
from community.deals.events import DealMoved, DealOffered, DealSettled, SeatFreed
from community.deals.models.deal_join import DealJoin
from community.deals.models.voucher import Voucher
from community.extensions import db
from community.retailers.models import Retailer

FEWEST = 5  # so that no number ever tells of fewer
MOST_SEATS = 1000
IS_OPEN = text("state = 'open'")


class State(StrEnum):
    OPEN = "open"
    WON = "won"
    FAILED = "failed"
    STOPPED = "stopped"


class DealIsOver(Exception):
    """The database’s clock says that it has ended, or the shop has stopped it."""


class Tier(Model):
    """From so many buyers on the price is this."""

    __tablename__ = "deal_tiers"

    id: Mapped[int] = id_column()
    deal_id: Mapped[int] = reference("group_deals.id", index=False)
    from_count: Mapped[int] = mapped_column()
    amount: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (
        Index("ix_deal_tiers_from", "deal_id", "from_count", unique=True),
        CheckConstraint("amount >= 0 AND from_count > 0", name="amount"),
    )


class Deal(Model):
    """A price for a group. Those who join promise to buy; the shop sells, here no money moves.

    `seat_count` never exceeds `cap`, and is said only from FEWEST on. Who is in is settled by the
    database’s clock at `closes_at`: no join or leave counts afterwards, whenever the worker comes.
    """

    __tablename__ = "group_deals"
    kind = "deal"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id")
    shop_id: Mapped[int] = reference("shops.id")
    product_id: Mapped[int] = reference("products.id")
    amount: Mapped[int] = mapped_column(BigInteger)
    usual_amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = text_column(3)
    minimum: Mapped[int] = mapped_column()
    cap: Mapped[int] = mapped_column()
    week_cap: Mapped[int | None] = mapped_column(nullable=True)  # how many the shop can send a week
    terms: Mapped[str] = text_column(1000)
    instruction: Mapped[str] = text_column(500)  # what those do who are in
    voucher_id: Mapped[int | None] = reference("vouchers.id", on_delete="SET NULL", nullable=True)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = text_column(7, default=State.OPEN.value)
    settled_at = moment()
    settled_count: Mapped[int] = mapped_column(default=0)
    settled_amount: Mapped[int] = mapped_column(BigInteger, default=0)
    seat_count: Mapped[int] = mapped_column(default=0)
    waiting_count: Mapped[int] = mapped_column(default=0)
    last_place: Mapped[int] = mapped_column(default=0)
    announced_at = moment()
    hidden_at = moment()
    created_at = stamp()

    retailer: Mapped[Retailer] = relationship()
    shop: Mapped[Shop] = relationship(lazy="joined")
    product: Mapped[Product] = relationship()
    voucher: Mapped[Voucher | None] = relationship()
    tiers: Mapped[list[Tier]] = relationship(order_by="Tier.from_count", passive_deletes=True)

    __table_args__ = (
        CheckConstraint("state IN ('open', 'won', 'failed', 'stopped')", name="state"),
        CheckConstraint("amount >= 0 AND usual_amount >= 0 AND settled_amount >= 0", name="money"),
        CheckConstraint("minimum >= 5 AND cap >= minimum", name="cap"),
        CheckConstraint("week_cap > 0", name="week_cap"),
        CheckConstraint("seat_count BETWEEN 0 AND cap", name="seat_count"),
        CheckConstraint("waiting_count >= 0", name="waiting_count"),
        Index("ix_group_deals_due", "closes_at", postgresql_where=IS_OPEN, sqlite_where=IS_OPEN),
    )

    @property
    def slug(self) -> str:
        return self.product.slug

    @property
    def price(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def usual_price(self) -> Money:
        return Money(self.usual_amount, self.currency)

    @property
    def settled_price(self) -> Money:
        return Money(self.settled_amount, self.currency)

    @property
    def looks_open(self) -> bool:
        """For showing; who joins asks the database."""
        return self.state == State.OPEN and self.closes_at > clock.now()

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        """Judged by the database’s clock."""
        return and_(cls.state == State.OPEN.value, cls.closes_at > clock.sql_now())

    def price_for(self, count: int) -> Money:
        reached = [tier.amount for tier in self.tiers if tier.from_count <= count]
        return Money(reached[-1] if reached else self.amount, self.currency)

    def open(self) -> None:
        """Offer it; everybody may see what it is about. Inside `writing()`."""
        db.session.add(self)
        self.product.put_on_show()
        db.session.flush()
        publish(DealOffered(self.id))

    def join(self, profile_id: int, home: str = "") -> DealJoin:
        """A seat, or a place on the waiting list; who is there stays where they are.

        Raises DealIsOver and CrowdedHome.
        """
        self._take_turn(Deal.hidden_at.is_(None))
        if there := DealJoin.of(self.id, profile_id):
            return there
        DealJoin.refuse_crowd(self.id, home)
        seat = self._count(Deal.seat_count < Deal.cap, seat_count=Deal.seat_count + 1)
        if not seat:
            self._count(waiting_count=Deal.waiting_count + 1)
        self._count(last_place=Deal.last_place + 1)
        self._look()
        joined = DealJoin(deal_id=self.id, profile_id=profile_id, place=self.last_place, home=home)
        joined.is_in = bool(seat)
        db.session.add(joined)
        db.session.flush()
        publish(DealMoved(self.id, self.seat_count >= FEWEST))
        return joined

    def leave(self, profile_id: int) -> bool:
        """Before the end; the first who waits moves up. Raises DealIsOver."""
        self._take_turn()
        mine = DealJoin.of(self.id, profile_id)
        if mine is None:
            return False
        publish(DealMoved(self.id, self.seat_count >= FEWEST))
        change(delete(DealJoin).where(DealJoin.id == mine.id))
        if not mine.is_in:
            self._count(waiting_count=Deal.waiting_count - 1)
        elif not self._move_up():
            self._count(seat_count=Deal.seat_count - 1)
        db.session.expunge(mine)
        self._look()
        return True

    def forget(self, profile_id: int) -> None:
        """Whoever leaves the house frees a seat; once it is over, how it ended stands."""
        try:
            self.leave(profile_id)
        except DealIsOver:
            mine = DealJoin.deal_id == self.id, DealJoin.profile_id == profile_id
            for was_in in (True, False):
                if change(delete(DealJoin).where(*mine, DealJoin.is_in.is_(was_in))):
                    count = Deal.seat_count if was_in else Deal.waiting_count
                    self._count(**{count.key: count - 1})

    def _move_up(self) -> bool:
        waiting = DealJoin.deal_id == self.id, DealJoin.is_in.is_(False)
        query = select(DealJoin).where(*waiting).order_by(DealJoin.place).limit(1)
        first = db.session.scalar(query)
        if first is None:
            return False
        first.is_in = True
        self._count(waiting_count=Deal.waiting_count - 1)
        publish(SeatFreed(self.id, first.profile_id))
        return True

    def settle(self) -> bool:
        """At its end, once, by what was so then; False when it is not time or was done."""
        due = Deal.id == self.id, Deal.state == State.OPEN.value
        reached = and_(Deal.seat_count >= Deal.minimum, Deal.hidden_at.is_(None))
        outcome = case((reached, State.WON.value), else_=State.FAILED.value)
        at_end = update(Deal).where(*due, Deal.closes_at <= clock.sql_now())
        return self._end(at_end.values(state=outcome))

    def stop(self) -> bool:
        """By the shop, before the end: nobody is held to anything."""
        early = update(Deal).where(Deal.id == self.id, Deal.is_open())
        return self._end(early.values(state=State.STOPPED.value))

    def _end(self, ending: Update) -> bool:
        moved = {"settled_at": clock.now(), "settled_count": Deal.seat_count}
        if not change(ending.values(**moved)):
            return False
        db.session.refresh(self)
        self.settled_amount = self.price_for(self.settled_count).amount
        change(update(DealJoin).where(DealJoin.deal_id == self.id).values(home=""))
        publish(DealSettled(self.id))
        publish(DealMoved(self.id))
        return True

    def _take_turn(self, *conditions: ColumnElement[bool]) -> None:
        turn = update(Deal).where(Deal.id == self.id, Deal.is_open(), *conditions)
        if not change(turn.values(last_place=Deal.last_place)):
            raise DealIsOver
        self._look()

    def _count(self, *conditions: ColumnElement[bool], **values: object) -> int:
        return change(update(Deal).where(Deal.id == self.id, *conditions).values(**values))

    def _look(self) -> None:
        db.session.refresh(self, ["seat_count", "waiting_count", "last_place"])
