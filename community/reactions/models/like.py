from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, UniqueConstraint, delete, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.reactions.events import Liked, Unliked


class Like(Model):
    """A member likes a thing of some kind; once."""

    __tablename__ = "likes"

    id: Mapped[int] = id_column()
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    created_at = stamp()

    profile: Mapped[Profile] = relationship()

    __table_args__ = (
        UniqueConstraint("profile_id", "kind", "thing_id"),
        Index("ix_likes_thing", "kind", "thing_id", "id"),
    )

    @classmethod
    def give(cls, kind: str, thing_id: int, profile_id: int) -> bool:
        """Saying it twice says it once."""
        about = {"kind": kind, "thing_id": thing_id}
        if not insert_or_ignore(cls, {**about, "profile_id": profile_id}):
            return False
        LikeCount.move(kind, thing_id, 1)
        publish(Liked(kind, thing_id, profile_id))
        return True

    @classmethod
    def take_back(cls, kind: str, thing_id: int, profile_id: int) -> bool:
        own = cls.kind == kind, cls.thing_id == thing_id, cls.profile_id == profile_id
        if not change(delete(cls).where(*own)):
            return False
        LikeCount.move(kind, thing_id, -1)
        publish(Unliked(kind, thing_id, profile_id))
        return True


class LikeCount(Model):
    """How many like a thing: kept with every like, so that no page counts rows."""

    __tablename__ = "like_counts"

    id: Mapped[int] = id_column()
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        UniqueConstraint("thing_id", "kind"),
        CheckConstraint("count >= 0", name="count"),
    )

    @classmethod
    def move(cls, kind: str, thing_id: int, by: int) -> None:
        insert_or_ignore(cls, {"kind": kind, "thing_id": thing_id, "count": 0})
        about = cls.kind == kind, cls.thing_id == thing_id
        change(update(cls).where(*about).values(count=cls.count + by))

    @classmethod
    def shift(cls, source: int, target: int, number: int) -> None:
        """So many likes went from one product to another."""
        cls.move("product", source, -number)
        cls.move("product", target, number)
