from __future__ import annotations

from datetime import date

from sqlalchemy import Date, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference, text_column
from community.core.db import Model


class Click(Model):
    """A person followed an offer on a day (UTC). `visitor` is a hash with the day's salt, so the
    same person counts once a day and cannot be told from it later."""

    __tablename__ = "clicks"

    id: Mapped[int] = id_column()
    offer_id: Mapped[int] = reference("offers.id", index=False)
    day: Mapped[date] = mapped_column(Date)
    visitor: Mapped[str] = text_column(64)

    __table_args__ = (UniqueConstraint("offer_id", "day", "visitor"),)
