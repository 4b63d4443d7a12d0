from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from community.core.columns import id_column, reference, stamp
from community.core.db import Model


class HiddenSuggestion(Model):
    """A member does not want to be shown somebody again."""

    __tablename__ = "hidden_suggestions"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    other_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("profile_id", "other_id"),
        CheckConstraint("profile_id <> other_id", name="not_self"),
    )
