from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model
from community.extensions import db

MOST_A_HOME = 4


class CrowdedHome(Exception):
    """As many as one home may have take part already."""


class DealJoin(Model):
    """A member’s pledge, with a seat or on the waiting list; `place` is the order they came in."""

    __tablename__ = "deal_joins"

    id: Mapped[int] = id_column()
    deal_id: Mapped[int] = reference("group_deals.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    place: Mapped[int] = mapped_column()
    is_in: Mapped[bool] = mapped_column(default=False)
    home: Mapped[str] = text_column(64)  # a digest of the network, forgotten when it is settled
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("deal_id", "profile_id"),
        UniqueConstraint("deal_id", "place"),
        Index("ix_deal_joins_profile", "profile_id", "id"),
        CheckConstraint("place >= 1", name="place"),
    )

    @classmethod
    def of(cls, deal_id: int, profile_id: int | None) -> DealJoin | None:
        query = select(cls).where(cls.deal_id == deal_id, cls.profile_id == profile_id)
        return db.session.scalar(query)

    @classmethod
    def refuse_crowd(cls, deal_id: int, home: str) -> None:
        """Asked under the deal’s lock. Raises CrowdedHome."""
        here = select(func.count(cls.id)).where(cls.deal_id == deal_id, cls.home == home)
        if home and (db.session.scalar(here) or 0) >= MOST_A_HOME:
            raise CrowdedHome
