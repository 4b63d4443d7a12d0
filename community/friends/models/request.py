from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.events import FollowAsked, ProfileOpened, RequestEnded
from community.friends.models.follow import Follow, take_turn

PORTION = 100


class FollowRequest(Model):
    """Somebody wants to follow a closed profile. It opens nothing until its owner says yes.

    Every verb holds both profiles first, so that an answer, a withdrawal and the opening of the
    profile come one after the other; who finds the row gone has come too late.
    """

    __tablename__ = "follow_requests"

    id: Mapped[int] = id_column()
    asker_id: Mapped[int] = reference("profiles.id", index=False)
    asked_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    asker: Mapped[Profile] = relationship(foreign_keys="FollowRequest.asker_id")

    __table_args__ = (
        UniqueConstraint("asker_id", "asked_id"),
        CheckConstraint("asker_id <> asked_id", name="not_self"),
    )

    @classmethod
    def follow_or_ask(cls, asker_id: int, asked_id: int) -> None:
        """Follow whoever is open, as they are now; ask whoever is closed."""
        closed = take_turn(asker_id, asked_id)
        if asked_id not in closed:
            cls.end(asker_id, asked_id)
            Follow.keep(asker_id, asked_id)
        elif not Follow.is_there(asker_id, asked_id):
            cls._ask(asker_id, asked_id)

    @classmethod
    def _ask(cls, asker_id: int, asked_id: int) -> None:
        if insert_or_ignore(cls, {"asker_id": asker_id, "asked_id": asked_id}):
            publish(FollowAsked(asker_id, asked_id))

    @classmethod
    def accept(cls, asker_id: int, asked_id: int) -> bool:
        """False when there is no such request any more."""
        take_turn(asker_id, asked_id)
        if not cls.end(asker_id, asked_id):
            return False
        Follow.keep(asker_id, asked_id, was_asked=True)
        return True

    @classmethod
    def befriend(cls, one: Profile, other: Profile) -> None:
        """Both ways; what either had asked of the other is answered by it."""
        Follow.befriend(one, other)
        cls.end(one.id, other.id)
        cls.end(other.id, one.id)

    @classmethod
    def end(cls, asker_id: int, asked_id: int) -> bool:
        """Declined, withdrawn or past; nobody is told."""
        pair = delete(cls).where(cls.asker_id == asker_id, cls.asked_id == asked_id)
        if not change(pair):
            return False
        publish(RequestEnded(asker_id, asked_id))
        return True

    @classmethod
    def accept_waiting(cls, profile_id: int) -> None:
        """For a profile that was opened: a portion, and the fact that begins the next. Who asks
        meanwhile finds it open, since asking looks under the same lock."""
        waiting = select(cls.asker_id).where(cls.asked_id == profile_id).order_by(cls.asker_id)
        askers = list(db.session.scalars(waiting.limit(PORTION)))
        if not askers or profile_id in take_turn(profile_id, *askers):
            return
        for asker_id in askers:
            if cls.end(asker_id, profile_id):
                Follow.keep(asker_id, profile_id, was_asked=True)
        if len(askers) == PORTION:
            publish(ProfileOpened(profile_id))
