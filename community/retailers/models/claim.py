from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, relationship

from community.catalog.models import Shop
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.extensions import db
from community.retailers.events import ClaimCheckDue, ClaimChecked, ClaimEnded, ClaimFailing
from community.retailers.models.retailer import Retailer

AGAIN = timedelta(days=7)
AGAIN_WHEN_FAILING = timedelta(days=1)
GRACE = timedelta(days=14)
IS_PROVED = text("proved_at IS NOT NULL")


class Claim(Model):
    """A retailer’s word that a domain is theirs, and what came of looking for the proof.

    `token` belongs to this retailer and this domain alone. One claim of a shop can be proved at a
    time, which a unique index settles.
    """

    __tablename__ = "claims"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id", index=False)
    shop_id: Mapped[int] = reference("shops.id")
    token: Mapped[str] = text_column(40, unique=True)
    way: Mapped[str] = text_column(4)  # where the proof was found: 'dns', 'file' or 'meta'
    problem: Mapped[str] = text_column(12)  # '', 'nothing', 'rival', 'lost' or 'lapsed'
    proved_at = moment()
    failing_since = moment()
    asked_at = moment()  # somebody waits for an answer
    checked_at = moment()
    due_at = moment(index=True)
    created_at = stamp()

    retailer: Mapped[Retailer] = relationship(back_populates="claims")
    shop: Mapped[Shop] = relationship(lazy="joined")

    __table_args__ = (
        UniqueConstraint("retailer_id", "shop_id"),
        CheckConstraint("way IN ('', 'dns', 'file', 'meta')", name="way"),
        Index(
            "uq_claims_proved",
            "shop_id",
            unique=True,
            sqlite_where=IS_PROVED,
            postgresql_where=IS_PROVED,
        ),
    )

    @classmethod
    def make(cls, retailer: Retailer, domain: str) -> Claim:
        shop = Shop.at(domain)
        query = select(cls).where(cls.retailer_id == retailer.id, cls.shop_id == shop.id)
        claim = db.session.scalar(query)
        if claim is None:
            claim = cls(retailer_id=retailer.id, shop=shop, token=secrets.token_urlsafe(24))
            db.session.add(claim)
            db.session.flush()
        return claim

    @property
    def record(self) -> str:
        """What stands in the domain when it is theirs."""
        return f"posy-verify={self.token}"

    @property
    def rival(self) -> Claim | None:
        """Another’s claim of the same shop that is proved."""
        others = Claim.shop_id == self.shop_id, Claim.id != self.id
        return db.session.scalar(select(Claim).where(*others, Claim.proved_at.is_not(None)))

    def ask(self) -> None:
        """Have the worker look for the proof."""
        self.asked_at = clock.now()
        publish(ClaimCheckDue(self.id))

    def prove(self, way: str) -> None:
        """Raises IntegrityError at the flush when another’s claim of the shop is proved."""
        now = clock.now()
        self.proved_at, self.failing_since = self.proved_at or now, None
        self.way, self.problem = way, ""
        self._checked(AGAIN)
        if self.retailer.suspended_at is None:
            self.shop.verified_at = self.shop.verified_at or now
            self.shop.name = self.retailer.name
            self.shop.tell_of_change()

    def miss(self, problem: str) -> None:
        """The proof was not there. What was proved stands for two weeks more."""
        if self.proved_at is None:
            self.problem = problem
            self._checked(None)
            return
        if self.failing_since is None:
            self.failing_since = clock.now()
            publish(ClaimFailing(self.id))
        self._checked(AGAIN_WHEN_FAILING)
        if clock.now() - self.failing_since >= GRACE:
            self.end("lapsed")

    def end(self, problem: str) -> None:
        if self.proved_at is not None:
            publish(ClaimEnded(self.id, problem))
            self._let_go()
        self.proved_at = self.failing_since = self.due_at = None
        self.way, self.problem = "", problem

    def release(self) -> None:
        """The team gives the domain back; its page is there for whoever comes next."""
        if self.proved_at is not None:
            self._let_go()
        db.session.delete(self)

    def _let_go(self) -> None:
        self.shop.verified_at = None
        self.shop.tell_of_change()

    def _checked(self, again: timedelta | None) -> None:
        self.checked_at, self.asked_at = clock.now(), None
        self.due_at = clock.now() + again if again else None
        publish(ClaimChecked(self.id))
