from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.friends.events import MuteChanged


class Mute(Model):
    """One member hears nothing of what another does, who is never told and sees no difference."""

    __tablename__ = "mutes"

    id: Mapped[int] = id_column()
    muter_id: Mapped[int] = reference("profiles.id", index=False)
    muted_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    muted: Mapped[Profile] = relationship(foreign_keys="Mute.muted_id")

    __table_args__ = (
        UniqueConstraint("muter_id", "muted_id"),
        CheckConstraint("muter_id <> muted_id", name="not_self"),
    )

    @classmethod
    def begin(cls, muter_id: int, muted_id: int) -> None:
        if insert_or_ignore(cls, {"muter_id": muter_id, "muted_id": muted_id}):
            publish(MuteChanged(muter_id))

    @classmethod
    def end(cls, muter_id: int, muted_id: int) -> None:
        pair = delete(cls).where(cls.muter_id == muter_id, cls.muted_id == muted_id)
        if change(pair):
            publish(MuteChanged(muter_id))
