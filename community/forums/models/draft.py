from __future__ import annotations

from sqlalchemy import UniqueConstraint, delete
from sqlalchemy.orm import Mapped

from community.core import clock
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, change
from community.core.ids import decode
from community.core.upsert import insert_or_update


class Draft(Model):
    """What a member has begun to write: one a place. `place` is `new`, or `topic-<id>`."""

    __tablename__ = "forum_drafts"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    place: Mapped[str] = text_column(24)
    board: Mapped[str] = text_column(40)
    title: Mapped[str] = text_column(140)
    body: Mapped[str] = text_column(8000)
    created_at = stamp()
    changed_at = stamp()

    __table_args__ = (UniqueConstraint("profile_id", "place"),)

    @property
    def topic_id(self) -> int | None:
        """Where it is a reply."""
        key = self.place.removeprefix("topic-")
        return None if key == self.place else decode(key)

    @classmethod
    def keep(cls, profile_id: int, place: str, title: str, body: str, board: str = "") -> None:
        """The newest words; none at all end the draft."""
        if not (title or body):
            cls.drop(profile_id, place)
            return
        said = {"title": title, "body": body, "board": board, "changed_at": clock.now()}
        insert_or_update(
            cls,
            {"profile_id": profile_id, "place": place, **said},
            unique=["profile_id", "place"],
            change=list(said),
        )

    @classmethod
    def drop(cls, profile_id: int, place: str) -> bool:
        return bool(change(delete(cls).where(cls.profile_id == profile_id, cls.place == place)))
