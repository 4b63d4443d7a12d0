from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, moment, stamp, text_column
from community.core.db import Model
from community.core.upsert import insert_or_ignore
from community.extensions import db


class Board(Model):
    """A place for topics, open to everybody. Operators make and name them (`flask boards`).

    `last_topic_id` is where something was said last; it is shown through the viewer alone.
    """

    __tablename__ = "boards"
    kind = "board"

    id: Mapped[int] = id_column()
    slug: Mapped[str] = text_column(40, unique=True)
    title: Mapped[str] = text_column(60)
    about: Mapped[str] = text_column(200)
    icon: Mapped[str] = text_column(30, default="messages-square")
    position: Mapped[int] = mapped_column(default=0)
    topic_count: Mapped[int] = mapped_column(default=0)
    last_topic_id: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    created_at = stamp()
    archived_at = moment()

    __table_args__ = (CheckConstraint("topic_count >= 0", name="topic_count"),)

    @classmethod
    def add(cls, slug: str, title: str, about: str = "", icon: str = "") -> bool:
        """A further board, after the others; False when there is one of that slug."""
        last = db.session.scalar(select(func.max(cls.position))) or 0
        values = {"slug": slug, "title": title, "about": about, "position": last + 1}
        values["icon"] = icon or "messages-square"
        return insert_or_ignore(cls, {**values, "topic_count": 0})
