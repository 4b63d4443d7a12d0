from __future__ import annotations

from datetime import date

from sqlalchemy import Date, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, reference, text_column
from community.core.db import Model


class WidgetMonth(Model):
    """How often a retailer's widgets of one kind were asked for in a month (UTC): views, not
    people, since nothing is known of who looked."""

    __tablename__ = "widget_months"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id", index=False)
    month: Mapped[date] = mapped_column(Date)
    widget: Mapped[str] = text_column(12)
    views: Mapped[int] = mapped_column(default=0)

    __table_args__ = (UniqueConstraint("retailer_id", "month", "widget"),)
