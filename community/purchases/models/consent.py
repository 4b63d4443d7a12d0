from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model

# Of the words in `templates/purchases/_agreed.html`; others are another version.
VERSION = "2026-11"


class Consent(Model):
    """What a member agreed to when they shared from a shop's checkout: when, with whom, and which
    words stood there. It outlives the purchase it was about, but not its undoing."""

    __tablename__ = "purchase_consents"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    purchase_id: Mapped[int | None] = reference("purchases.id", on_delete="SET NULL", nullable=True)
    retailer_id: Mapped[int | None] = reference(
        "retailers.id", on_delete="SET NULL", nullable=True, index=False
    )
    shop: Mapped[str] = text_column(253)
    product: Mapped[str] = text_column(300)
    audience: Mapped[str] = text_column(10)
    version: Mapped[str] = text_column(10, default=VERSION)
    created_at = stamp()

    __table_args__ = (Index("ix_purchase_consents_profile", "profile_id", "id"),)
