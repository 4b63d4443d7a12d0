from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, case, delete, select, update
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.events import Followed, Unfollowed


class Follow(Model):
    """One member follows another; both ways makes friends."""

    __tablename__ = "follows"

    id: Mapped[int] = id_column()
    follower_id: Mapped[int] = reference("profiles.id", index=False)
    followed_id: Mapped[int] = reference("profiles.id", index=False)
    created_at = stamp()

    follower: Mapped[Profile] = relationship(foreign_keys="Follow.follower_id")
    followed: Mapped[Profile] = relationship(foreign_keys="Follow.followed_id")

    __table_args__ = (
        UniqueConstraint("follower_id", "followed_id"),
        CheckConstraint("follower_id <> followed_id", name="not_self"),
        Index("ix_follows_followed", "followed_id", "follower_id"),
    )

    @classmethod
    def begin(cls, follower: Profile, followed: Profile) -> None:
        """Follow; saying it twice says it once."""
        take_turn(follower.id, followed.id)
        cls.keep(follower.id, followed.id)

    @classmethod
    def keep(cls, follower_id: int, followed_id: int, *, was_asked: bool = False) -> None:
        """For who has taken their turn; `was_asked` where the followed said yes to it."""
        if insert_or_ignore(cls, {"follower_id": follower_id, "followed_id": followed_id}):
            _count(follower_id, followed_id, 1)
            publish(Followed(follower_id, followed_id, was_asked))

    @classmethod
    def is_there(cls, follower_id: int, followed_id: int) -> bool:
        pair = select(cls.id).where(cls.follower_id == follower_id, cls.followed_id == followed_id)
        return db.session.scalar(pair) is not None

    @classmethod
    def befriend(cls, one: Profile, other: Profile) -> None:
        """Both ways, in one order, so that two who do it at once do not wait for one another."""
        first, second = sorted((one, other), key=lambda profile: profile.id)
        cls.begin(first, second)
        cls.begin(second, first)

    @classmethod
    def end(cls, follower_id: int, followed_id: int) -> None:
        pair = delete(cls).where(cls.follower_id == follower_id, cls.followed_id == followed_id)
        take_turn(follower_id, followed_id)
        if change(pair):
            _count(follower_id, followed_id, -1)
            publish(Unfollowed(follower_id, followed_id))


def take_turn(*profile_ids: int) -> set[int]:
    """Their rows, in one order and before anything else: nobody waits for one another. Those of
    them that are closed as it stands now."""
    rows = select(Profile.id, Profile.is_closed).where(Profile.id.in_(profile_ids))
    held = db.session.execute(rows.order_by(Profile.id).with_for_update(key_share=True))
    return {profile_id for profile_id, is_closed in held if is_closed}


def _count(follower_id: int, followed_id: int, by: int) -> None:
    is_follower = Profile.id == follower_id
    change(
        update(Profile)
        .where(Profile.id.in_((follower_id, followed_id)))
        .values(
            followed_count=Profile.followed_count + case((is_follower, by), else_=0),
            follower_count=Profile.follower_count + case((is_follower, 0), else_=by),
        )
    )
