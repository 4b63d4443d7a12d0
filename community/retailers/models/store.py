from __future__ import annotations

from sqlalchemy import CheckConstraint, Float
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model
from community.retailers.models.retailer import Retailer

MOST_STORES = 200


class Store(Model):
    """A place with a door. Coordinates are WGS 84 degrees; hours are the shop’s own words, a line
    for each day or span."""

    __tablename__ = "stores"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id")
    name: Mapped[str] = text_column(80)
    address: Mapped[str] = text_column(300)
    hours: Mapped[str] = text_column(400)
    latitude: Mapped[float | None] = mapped_column(Float, nullable=True)
    longitude: Mapped[float | None] = mapped_column(Float, nullable=True)
    created_at = stamp()

    retailer: Mapped[Retailer] = relationship(back_populates="stores")

    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    @property
    def is_on_map(self) -> bool:
        return self.latitude is not None and self.longitude is not None

    @property
    def place(self) -> str:
        """`geo:` as phones open it, in their own map."""
        return f"geo:{self.latitude:.5f},{self.longitude:.5f}" if self.is_on_map else ""
