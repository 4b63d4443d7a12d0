from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, stamp, text_column
from community.core.db import Model
from community.core.text import slugify
from community.extensions import db

if TYPE_CHECKING:
    from community.retailers.models.claim import Claim
    from community.retailers.models.seat import Seat
    from community.retailers.models.store import Store


class Retailer(Model):
    """A shop as one who takes part: a team, its domains, and the words of its page."""

    __tablename__ = "retailers"

    id: Mapped[int] = id_column()
    name: Mapped[str] = text_column(80)
    line: Mapped[str] = text_column(140)
    shipping: Mapped[str] = text_column(1000)
    returns: Mapped[str] = text_column(1000)
    contact: Mapped[str] = text_column(300)
    created_at = stamp()

    seats: Mapped[list[Seat]] = relationship(back_populates="retailer", passive_deletes=True)
    claims: Mapped[list[Claim]] = relationship(
        back_populates="retailer", order_by="Claim.id", passive_deletes=True
    )
    stores: Mapped[list[Store]] = relationship(
        back_populates="retailer", order_by="Store.id", passive_deletes=True
    )

    @property
    def slug(self) -> str:
        return slugify(self.name)

    @property
    def policies(self) -> dict[str, str]:
        named = {"shipping": self.shipping, "returns": self.returns, "contact": self.contact}
        return {name: text for name, text in named.items() if text}

    @classmethod
    def open(cls, name: str, by: Profile) -> Retailer:
        from community.retailers.models.seat import Seat

        retailer = cls(name=name)
        retailer.seats = [Seat(profile_id=by.id, role="owner", joined_at=clock.now())]
        db.session.add(retailer)
        db.session.flush()
        return retailer

    def lock(self) -> None:
        """Changes of one team take turns: two owners cannot both leave as the last but one."""
        db.session.execute(select(Retailer.id).where(Retailer.id == self.id).with_for_update())
