from __future__ import annotations

from itertools import permutations

from sqlalchemy import CheckConstraint, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp
from community.core.db import Model
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.events import Blocked
from community.friends.models.follow import Follow
from community.friends.models.request import FollowRequest


class Block(Model):
    """Two people do not meet here; it works in both directions and is told to neither."""

    __tablename__ = "blocks"

    id: Mapped[int] = id_column()
    blocker_id: Mapped[int] = reference("profiles.id", index=False)
    blocked_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    blocked: Mapped[Profile] = relationship(foreign_keys="Block.blocked_id")

    __table_args__ = (
        UniqueConstraint("blocker_id", "blocked_id"),
        CheckConstraint("blocker_id <> blocked_id", name="not_self"),
    )

    @classmethod
    def begin(cls, blocker: Profile, blocked: Profile) -> None:
        """Block, and end following both ways."""
        if insert_or_ignore(cls, {"blocker_id": blocker.id, "blocked_id": blocked.id}):
            # In one order, so that two who block each other do not wait for one another.
            for one, other in sorted(permutations((blocker.id, blocked.id))):
                Follow.end(one, other)
                FollowRequest.end(one, other)
            publish(Blocked(blocker.id, blocked.id))

    @classmethod
    def end(cls, blocker_id: int, blocked_id: int) -> None:
        db.session.execute(
            delete(cls).where(cls.blocker_id == blocker_id, cls.blocked_id == blocked_id)
        )
