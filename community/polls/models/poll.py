from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ColumnElement, Index, and_, delete, text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core import clock
from community.core.clock import UtcDateTime
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.kinds import ThingRemoved
from community.core.text import slugify
from community.extensions import db
from community.friends.audience import Audienced
from community.friends.models import Guest
from community.polls.events import PollAsked, PollChanged, PollClosed, PollDecided, VoteCast
from community.polls.models.vote import Vote

if TYPE_CHECKING:
    from community.polls.models.option import Option

MOST_OPTIONS = 10
IS_OPEN = text("closed_at IS NULL")


class Sort(StrEnum):
    WHICH = "which"  # which one? 2 to 10 options
    BUY = "buy"  # buy it or not? yes, no, wait


class Results(StrEnum):
    ALWAYS = "always"
    VOTED = "voted"  # once the viewer has voted
    CLOSED = "closed"


class PollIsClosed(Exception):
    """The vote came after the close, which the database's clock decides."""


class Poll(Audienced, Model):
    __tablename__ = "polls"
    kind = "poll"

    id: Mapped[int] = id_column()
    sort: Mapped[str] = text_column(8, default=Sort.WHICH.value)
    question: Mapped[str] = text_column(140)
    note: Mapped[str] = text_column(500)
    results: Mapped[str] = text_column(8, default=Results.ALWAYS.value)
    product_id: Mapped[int | None] = reference("products.id", on_delete="SET NULL", nullable=True)
    closes_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at = moment()  # the close has been announced, early or at `closes_at`
    decided_at = moment()
    decision: Mapped[str] = text_column(8)  # '', 'option', 'nothing' or 'other'
    decision_text: Mapped[str] = text_column(140)
    chosen_id: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    asked_count: Mapped[int] = mapped_column(default=0)
    vote_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)  # kept by reactions
    version: Mapped[int] = mapped_column(default=1)
    created_at = stamp()

    product: Mapped[Product | None] = relationship()
    options: Mapped[list[Option]] = relationship(
        back_populates="poll", order_by="Option.position", passive_deletes=True
    )

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint("sort IN ('which', 'buy')", name="sort"),
        CheckConstraint("results IN ('always', 'voted', 'closed')", name="results"),
        CheckConstraint("vote_count >= 0", name="vote_count"),
        Index("ix_polls_owner_newest", "owner_id", "id"),
        Index("ix_polls_due", "closes_at", postgresql_where=IS_OPEN, sqlite_where=IS_OPEN),
        Index(
            "ix_polls_owner_due",
            "owner_id",
            "closes_at",
            postgresql_where=IS_OPEN,
            sqlite_where=IS_OPEN,
        ),
    )

    @property
    def slug(self) -> str:
        return slugify(self.question)

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        """Judged by the database's clock."""
        return and_(cls.closed_at.is_(None), cls.closes_at > clock.sql_now())

    @property
    def looks_open(self) -> bool:
        """For showing; a vote asks the database."""
        return self.closed_at is None and self.closes_at > clock.now()

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.id == self.chosen_id), None)

    @property
    def products(self) -> list[Product]:
        """What is asked about: the product of *buy it or not*, or those of the options."""
        asked = [self.product, *(option.product for option in self.options)]
        return [product for product in asked if product]

    def ask(self) -> None:
        """Put the question. A public poll shows its products to everyone."""
        db.session.add(self)
        db.session.flush()
        self.show_products()
        publish(PollAsked(self.id))

    def add(self, options: list[Option]) -> None:
        """More to choose from, at the end; those that stand keep their places and votes.

        What does not fit is left out: a form that was sent twice asks for more than it saw.
        """
        self._take_turn()
        db.session.refresh(self, ["options"])
        first = len(self.options)
        for position, option in enumerate(options[: MOST_OPTIONS - first], first):
            option.position = position
            self.options.append(option)
        db.session.flush()
        self.show_products()
        publish(PollChanged(self.id))

    def reword(self, question: str, note: str, results: str) -> bool:
        """Only before the first vote; False once somebody has answered."""
        self._take_turn()
        if self.vote_count:
            return False
        self.question, self.note, self.results = question, note, results
        publish(PollChanged(self.id))
        return True

    def remove(self) -> None:
        """Gone with its options and votes."""
        db.session.execute(
            delete(Poll).where(Poll.id == self.id).execution_options(synchronize_session=False)
        )
        db.session.expunge(self)
        publish(ThingRemoved(self.kind, self.id, self.owner_id))

    def show_products(self) -> None:
        """Whoever may see a public poll may see what it is about."""
        if self.is_public:
            for product in self.products:
                product.put_on_show()

    def vote(self, option: Option, *, by: Profile | Guest) -> None:
        """Cast or change a vote. Votes of one poll queue on its row, so counts stay exact.

        Raises PollIsClosed when the database's clock says so.
        """
        self._take_turn()
        before = Vote.put(self.id, option.id, by)
        if before == option.id:
            return
        option.count(1)
        if before is None:
            self._count(1)
        else:
            type(option).count_of(before, -1)
        publish(VoteCast(self.id, **Vote.voter_columns(by)))

    def withdraw(self, *, by: Profile | Guest) -> None:
        """Take a vote back; nothing happens when there is none."""
        self._take_turn()
        before = Vote.take_back(self.id, by)
        if before is None:
            return
        type(self.options[0]).count_of(before, -1)
        self._count(-1)
        publish(VoteCast(self.id, **Vote.voter_columns(by)))

    def close(self) -> bool:
        """Close and say so, once; False when it was closed already."""
        standing = update(Poll).where(Poll.id == self.id, Poll.closed_at.is_(None))
        if not change(standing.values(closed_at=clock.now(), version=Poll.version + 1)):
            return False
        db.session.refresh(self, ["closed_at", "version"])
        publish(PollClosed(self.id))
        return True

    def decide(self, decision: str, option: Option | None = None, text: str = "") -> None:
        """The asker says what she did; an open poll closes with it."""
        self.close()
        db.session.refresh(self)
        self.decision, self.decision_text = decision, text
        self.chosen_id = option.id if option else None
        self.decided_at = clock.now()
        self.version += 1
        publish(PollDecided(self.id))

    def _take_turn(self) -> None:
        turn = update(Poll).where(Poll.id == self.id, Poll.is_open())
        if not change(turn.values(version=Poll.version + 1)):
            raise PollIsClosed
        db.session.refresh(self, ["version", "vote_count"])

    def _count(self, change: int) -> None:
        db.session.execute(
            update(Poll)
            .where(Poll.id == self.id)
            .values(vote_count=Poll.vote_count + change)
            .execution_options(synchronize_session=False)
        )
        db.session.refresh(self, ["vote_count"])
