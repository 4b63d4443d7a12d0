from __future__ import annotations

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    and_,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models import Shop
from community.core import clock
from community.core.clock import UtcDateTime
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.ids import new_id
from community.core.money import Money
from community.core.text import slugify
from community.deals.events import VoucherOffered
from community.deals.models.code import LONGEST_CODE, Taken, VoucherCode, new_code
from community.extensions import db
from community.retailers.models import Retailer, Store

MOST_CODES = 5000
MOST = 1_000_000


class Gives(StrEnum):
    PERCENT = "percent"
    MONEY = "money"
    WORDS = "words"


class Whom(StrEnum):
    EVERYONE = "everyone"
    FOLLOWERS = "followers"
    SHARERS = "sharers"  # thanks for telling friends of a purchase
    WINNERS = "winners"  # of one group deal


class NotGiven(Exception):
    """`why`: 'gone' (nothing left), 'had' (the member has theirs) or 'over' (not running)."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class VoucherStore(Model):
    """A voucher is taken at this store’s till."""

    __tablename__ = "voucher_stores"

    voucher_id: Mapped[int] = reference("vouchers.id", primary_key=True, index=False)
    store_id: Mapped[int] = reference("stores.id", primary_key=True)


class Voucher(Model):
    """What a shop gives, how often, to whom and how long. Amounts are minor units of `currency`."""

    __tablename__ = "vouchers"
    kind = "voucher"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id")
    shop_id: Mapped[int] = reference("shops.id")
    gives: Mapped[str] = text_column(8)
    percent: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    currency: Mapped[str] = text_column(3)
    text: Mapped[str] = text_column(140)  # what it gives, or what it is for
    minimum: Mapped[int] = mapped_column(BigInteger, default=0)  # to be spent
    whom: Mapped[str] = text_column(10)
    shared_code: Mapped[str] = text_column(LONGEST_CODE)  # none: each member gets one of their own
    budget: Mapped[int] = mapped_column()
    per_member: Mapped[int] = mapped_column(default=1)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    online_url: Mapped[str] = text_column(500)  # where it is redeemed online, if it is
    terms: Mapped[str] = text_column(1000)
    claim_count: Mapped[int] = mapped_column(default=0)
    used_count: Mapped[int] = mapped_column(default=0)
    announced_at = moment()
    stopped_at = moment()  # nobody gets it any more; who has it may use it
    hidden_at = moment()
    created_at = stamp()

    retailer: Mapped[Retailer] = relationship()
    shop: Mapped[Shop] = relationship(lazy="joined")
    stores: Mapped[list[Store]] = relationship(
        secondary="voucher_stores", order_by="Store.id", viewonly=True
    )

    __table_args__ = (
        CheckConstraint("gives IN ('percent', 'money', 'words')", name="gives"),
        CheckConstraint("whom IN ('everyone', 'followers', 'sharers', 'winners')", name="whom"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("amount >= 0 AND minimum >= 0", name="money"),
        CheckConstraint("claim_count BETWEEN 0 AND budget", name="budget"),
        CheckConstraint("used_count BETWEEN 0 AND claim_count", name="used_count"),
        CheckConstraint("per_member >= 1", name="per_member"),
        CheckConstraint("ends_at > starts_at", name="dates"),
        Index("ix_vouchers_ends_at", "ends_at"),
    )

    @property
    def slug(self) -> str:
        return slugify(self.shop.label)

    @property
    def value(self) -> Money | None:
        return Money(self.amount, self.currency) if self.gives == Gives.MONEY else None

    @property
    def floor(self) -> Money | None:
        """What must be spent."""
        return Money(self.minimum, self.currency) if self.minimum else None

    @property
    def is_past(self) -> bool:
        """For showing; a till asks the database."""
        return self.ends_at <= clock.now()

    @property
    def is_running(self) -> bool:
        """For showing; whoever takes one asks the database."""
        return self.stopped_at is None and self.starts_at <= clock.now() < self.ends_at

    @property
    def is_left(self) -> bool:
        return self.claim_count < self.budget

    @classmethod
    def runs(cls) -> ColumnElement[bool]:
        """Judged by the database’s clock."""
        now = clock.sql_now()
        there = cls.stopped_at.is_(None), cls.hidden_at.is_(None)
        return and_(*there, cls.starts_at <= now, cls.ends_at > now)

    @classmethod
    def is_redeemable(cls) -> ColumnElement[bool]:
        return and_(cls.starts_at <= clock.sql_now(), cls.ends_at > clock.sql_now())

    def open(self, stores: list[Store], codes: list[str]) -> None:
        """Make it: with these single-use codes, as many new ones as its budget, or its shared
        one. Inside `writing()`."""
        db.session.add(self)
        db.session.flush()
        for store in stores:
            db.session.add(VoucherStore(voucher_id=self.id, store_id=store.id))
        if not self.shared_code:
            self._keep(codes or [new_code() for _ in range(self.budget)])
        if self.whom in (Whom.EVERYONE, Whom.FOLLOWERS):
            publish(VoucherOffered(self.id))

    def _keep(self, codes: list[str]) -> None:
        rows = [{"id": new_id(), "voucher_id": self.id, "text": code} for code in codes]
        db.session.execute(insert(VoucherCode), rows)

    def give(self, to: int, about_id: int | None = None) -> Taken:
        """One for that member. Those who ask at a time queue on its row. Raises NotGiven.

        Who was given one for the same thing keeps that.
        """
        held = select(Voucher.id).where(Voucher.id == self.id, Voucher.runs()).with_for_update()
        if db.session.scalar(held) is None:
            raise NotGiven("over")
        mine = Taken.voucher_id == self.id, Taken.profile_id == to
        if about_id is not None:
            same = db.session.scalar(select(Taken).where(*mine, Taken.about_id == about_id))
            if same is not None:
                return same
        had = db.session.scalar(select(func.count(Taken.id)).where(*mine)) or 0
        if had >= self.per_member:
            raise NotGiven("had")
        return self._hand(Taken(profile_id=to, nth=had + 1, about_id=about_id))

    def _hand(self, taken: Taken) -> Taken:
        one = update(Voucher).where(Voucher.id == self.id, Voucher.claim_count < Voucher.budget)
        if not change(one.values(claim_count=Voucher.claim_count + 1)):
            raise NotGiven("gone")
        if not self.shared_code:
            taken.code_id = VoucherCode.hand_out(self.id)
            if taken.code_id is None:
                raise NotGiven("gone")
        taken.voucher_id, taken.token = self.id, secrets.token_hex(16)
        db.session.add(taken)
        db.session.flush()
        db.session.refresh(self)
        return taken

    def stop(self) -> bool:
        running = update(Voucher).where(Voucher.id == self.id, Voucher.stopped_at.is_(None))
        return bool(change(running.values(stopped_at=clock.now())))
