from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Update, select, update
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.catalog.models import Shop
from community.core import clock
from community.core.columns import id_column, moment, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.text import slugify
from community.extensions import db
from community.retailers.events import RetailerJudged

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
    suspended_at = moment()  # by an admin; its team waits outside
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

    def suspend(self) -> bool:
        """Its shops are nobody's meanwhile, and its team cannot act; False when it was so."""
        here = update(Retailer).where(Retailer.id == self.id, Retailer.suspended_at.is_(None))
        return self._judged(here.values(suspended_at=clock.now()), is_suspended=True)

    def restore(self) -> bool:
        """What was proved is theirs again, as if nothing had been."""
        here = update(Retailer).where(Retailer.id == self.id, Retailer.suspended_at.is_not(None))
        return self._judged(here.values(suspended_at=None), is_suspended=False)

    def _judged(self, changing: Update, *, is_suspended: bool) -> bool:
        from community.retailers.models.claim import Claim

        if not change(changing):
            return False
        mine = Claim.retailer_id == self.id, Claim.proved_at.is_not(None)
        proved = select(Claim.shop_id).where(*mine)
        moment = None if is_suspended else clock.now()
        change(update(Shop).where(Shop.id.in_(proved)).values(verified_at=moment))
        publish(RetailerJudged(self.id, is_suspended))
        return True

    def lock(self) -> None:
        """Changes of one team take turns: two owners cannot both leave as the last but one."""
        db.session.execute(select(Retailer.id).where(Retailer.id == self.id).with_for_update())
