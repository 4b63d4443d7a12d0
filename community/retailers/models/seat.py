from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.retailers.events import SeatOffered
from community.retailers.models.retailer import Retailer

OWNER, EDITOR = "owner", "editor"


class LastOwner(Exception):
    """A team keeps at least one owner."""


class Seat(Model):
    """A member’s place in a team; only offered until `joined_at`."""

    __tablename__ = "seats"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    role: Mapped[str] = text_column(6, default=EDITOR)
    joined_at = moment()
    created_at = stamp()

    retailer: Mapped[Retailer] = relationship(back_populates="seats")
    profile: Mapped[Profile] = relationship()

    __table_args__ = (
        UniqueConstraint("retailer_id", "profile_id"),
        Index("ix_seats_profile", "profile_id"),
        CheckConstraint("role IN ('owner', 'editor')", name="role"),
    )

    @classmethod
    def offer(cls, retailer: Retailer, to: Profile, role: str, by: Profile) -> None:
        """Inside `writing()`. Who has a seat, or is offered one, keeps it as it is."""
        values = {"retailer_id": retailer.id, "profile_id": to.id, "role": role}
        if insert_or_ignore(cls, values):
            publish(SeatOffered(retailer.id, to.id, by.id))

    def take(self) -> None:
        self.joined_at = self.joined_at or clock.now()

    def give_role(self, role: str) -> None:
        """Raises LastOwner."""
        if role != OWNER:
            self._keep_an_owner()
        self.role = role

    def leave(self) -> None:
        """Raises LastOwner."""
        self._keep_an_owner()
        db.session.delete(self)

    def _keep_an_owner(self) -> None:
        self.retailer.lock()
        db.session.refresh(self)
        if self.role == OWNER and self.joined_at and not self._other_owners():
            raise LastOwner

    def _other_owners(self) -> int:
        others = Seat.retailer_id == self.retailer_id, Seat.id != self.id, Seat.role == OWNER
        query = select(func.count(Seat.id)).where(*others, Seat.joined_at.is_not(None))
        return db.session.scalar(query) or 0
