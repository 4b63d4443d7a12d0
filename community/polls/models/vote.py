from __future__ import annotations

from sqlalchemy import CheckConstraint, ColumnElement, Index, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp
from community.core.db import Model
from community.core.upsert import insert_or_update
from community.extensions import db
from community.friends.models import Guest


class Vote(Model):
    """One a person and poll, which the database holds; a member's or a guest's."""

    __tablename__ = "votes"

    id: Mapped[int] = id_column()
    poll_id: Mapped[int] = reference("polls.id", index=False)
    option_id: Mapped[int] = reference("poll_options.id", index=False)
    profile_id: Mapped[int | None] = reference("profiles.id", nullable=True)
    guest_id: Mapped[int | None] = reference("guests.id", nullable=True)
    created_at = stamp()

    profile: Mapped[Profile | None] = relationship()
    guest: Mapped[Guest | None] = relationship()

    __table_args__ = (
        UniqueConstraint("poll_id", "profile_id"),
        UniqueConstraint("poll_id", "guest_id"),
        Index("ix_votes_option_earliest", "option_id", "id"),
        CheckConstraint("(profile_id IS NULL) <> (guest_id IS NULL)", name="one_voter"),
    )

    @classmethod
    def put(cls, poll_id: int, option_id: int, by: Profile | Guest) -> int | None:
        """Keep the vote; the option it was for before, if any. The poll's row is held already."""
        before = cls.option_of(poll_id, by)
        who = cls.voter_columns(by)
        insert_or_update(
            cls,
            {"poll_id": poll_id, "option_id": option_id, **who},
            unique=["poll_id", *who],
            change=["option_id"],
        )
        return before

    @classmethod
    def take_back(cls, poll_id: int, by: Profile | Guest) -> int | None:
        before = cls.option_of(poll_id, by)
        db.session.execute(delete(cls).where(cls.poll_id == poll_id, cls.is_by(by)))
        return before

    @classmethod
    def option_of(cls, poll_id: int, by: Profile | Guest) -> int | None:
        query = select(cls.option_id).where(cls.poll_id == poll_id, cls.is_by(by))
        return db.session.scalar(query)

    @staticmethod
    def voter_columns(by: Profile | Guest) -> dict[str, int]:
        return {"profile_id" if isinstance(by, Profile) else "guest_id": by.id}

    @classmethod
    def is_by(cls, by: Profile | Guest) -> ColumnElement[bool]:
        column = cls.profile_id if isinstance(by, Profile) else cls.guest_id
        return column == by.id
