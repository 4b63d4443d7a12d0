"""The rows of the outbox: each fact once, and a delivery for each durable subscriber of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model


class OutboxFact(Model):
    __tablename__ = "outbox"

    id: Mapped[int] = id_column()
    name: Mapped[str] = text_column(80)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at = stamp(index=True)
    deliveries: Mapped[list[Delivery]] = relationship(back_populates="fact", passive_deletes=True)


class Delivery(Model):
    __tablename__ = "deliveries"

    id: Mapped[int] = id_column()
    fact_id: Mapped[int] = reference("outbox.id")
    subscriber: Mapped[str] = text_column(80)
    due_at = stamp()
    leased_until = moment()
    attempts: Mapped[int] = mapped_column(default=0)
    done_at = moment()
    parked_at = moment()
    error: Mapped[str] = text_column(400)
    fact: Mapped[OutboxFact] = relationship(back_populates="deliveries")

    __table_args__ = (Index("ix_deliveries_waiting", "done_at", "parked_at", "due_at"),)
