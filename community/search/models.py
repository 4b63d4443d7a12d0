from __future__ import annotations

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, stamp, text_column
from community.core.db import Model

LONGEST_TITLE, LONGEST_WORDS = 300, 8000


class SearchRow(Model):
    """What a thing is found by: its words, folded. Nothing of who may see it stands here; the
    thing itself is asked, each time. `core.fulltext` says what stands beside the table."""

    __tablename__ = "search_rows"

    id: Mapped[int] = id_column()
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = text_column(LONGEST_TITLE)  # in order
    words: Mapped[str] = text_column(LONGEST_WORDS)  # those of the title and all others, once each
    created_at = stamp()

    __table_args__ = (UniqueConstraint("kind", "thing_id"),)
