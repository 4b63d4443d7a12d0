from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.friends.events import Followed, Unfollowed


class Follow(Model):
    """One member follows another; both ways makes friends."""

    __tablename__ = "follows"

    id: Mapped[int] = id_column()
    follower_id: Mapped[int] = reference("profiles.id", index=False)
    followed_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    follower: Mapped[Profile] = relationship(foreign_keys="Follow.follower_id")
    followed: Mapped[Profile] = relationship(foreign_keys="Follow.followed_id")

    __table_args__ = (
        UniqueConstraint("follower_id", "followed_id"),
        CheckConstraint("follower_id <> followed_id", name="not_self"),
    )

    @classmethod
    def begin(cls, follower: Profile, followed: Profile) -> None:
        """Follow; saying it twice says it once."""
        values = {"follower_id": follower.id, "followed_id": followed.id}
        if insert_or_ignore(cls, values):
            publish(Followed(follower.id, followed.id))

    @classmethod
    def befriend(cls, one: Profile, other: Profile) -> None:
        """Both ways, in one order, so that two who do it at once do not wait for one another."""
        first, second = sorted((one, other), key=lambda profile: profile.id)
        cls.begin(first, second)
        cls.begin(second, first)

    @classmethod
    def end(cls, follower_id: int, followed_id: int) -> None:
        pair = delete(cls).where(cls.follower_id == follower_id, cls.followed_id == followed_id)
        if change(pair):
            publish(Unfollowed(follower_id, followed_id))
