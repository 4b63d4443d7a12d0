from __future__ import annotations

from string import ascii_uppercase

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, UniqueConstraint, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.catalog.models import Product
from community.core.columns import id_column, reference, text_column
from community.core.db import Model
from community.extensions import db
from community.polls.models.poll import MOST_OPTIONS, Poll

LETTERS = ascii_uppercase[:MOST_OPTIONS]


class Option(Model):
    """Something to vote for: a product, a text, or one of the three answers of *buy it or not*."""

    __tablename__ = "poll_options"

    id: Mapped[int] = id_column()
    poll_id: Mapped[int] = reference("polls.id", index=False)
    position: Mapped[int] = mapped_column()
    answer: Mapped[str] = text_column(4)  # 'yes', 'no', 'wait', or '' for one's own words
    text: Mapped[str] = text_column(140)
    product_id: Mapped[int | None] = reference("products.id", on_delete="SET NULL", nullable=True)
    votes: Mapped[int] = mapped_column(default=0)

    poll: Mapped[Poll] = relationship(back_populates="options")
    product: Mapped[Product | None] = relationship()

    __table_args__ = (
        UniqueConstraint("poll_id", "position"),
        CheckConstraint("votes >= 0", name="votes"),
        CheckConstraint("answer IN ('', 'yes', 'no', 'wait')", name="answer"),
    )

    @property
    def letter(self) -> str:
        return LETTERS[self.position]

    @property
    def label(self) -> str:
        """What people read, and what a screen reader says."""
        if self.answer:
            return {"yes": _("Buy it"), "no": _("Leave it"), "wait": _("Wait")}[self.answer]
        return self.product.title if self.product else self.text

    def count(self, change: int) -> None:
        self.count_of(self.id, change)
        db.session.refresh(self, ["votes"])

    @classmethod
    def count_of(cls, option_id: int, change: int) -> None:
        db.session.execute(
            update(cls)
            .where(cls.id == option_id)
            .values(votes=cls.votes + change)
            .execution_options(synchronize_session=False)
        )
