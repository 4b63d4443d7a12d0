from __future__ import annotations

from sqlalchemy import CheckConstraint, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model


class Selector(Model):
    """Where on a shop's pages a field stands, as members have shown by correcting it.

    `misses` counts the pages in a row that had nothing at this place; `off_at` is an operator's.
    """

    __tablename__ = "selectors"

    id: Mapped[int] = id_column()
    domain: Mapped[str] = text_column(253)
    field: Mapped[str] = text_column(12)
    path: Mapped[str] = text_column(240)
    misses: Mapped[int] = mapped_column(Integer, default=0)
    off_at = moment()
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("domain", "field", "path"),
        CheckConstraint("field IN ('title', 'price', 'image')", name="field"),
    )


class SelectorVoice(Model):
    """What a member has shown of a selector last: right (1) or wrong (-1). One voice each."""

    __tablename__ = "selector_voices"

    id: Mapped[int] = id_column()
    selector_id: Mapped[int] = reference("selectors.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")
    says: Mapped[int] = mapped_column(Integer)
    created_at = stamp()

    __table_args__ = (
        UniqueConstraint("selector_id", "profile_id"),
        CheckConstraint("says IN (-1, 1)", name="says"),
    )
