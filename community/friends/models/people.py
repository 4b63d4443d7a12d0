from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.events import PeopleChanged


class PeopleSet(Model):
    """People an audience can name: a circle (private to its owner) or "these five" of one thing."""

    __tablename__ = "people_sets"

    id: Mapped[int] = id_column()
    owner_id: Mapped[int] = reference("profiles.id")
    sort: Mapped[str] = text_column(8, default="circle")
    name: Mapped[str] = text_column(60)
    created_at = stamp()

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="people_set", passive_deletes=True, order_by="Membership.id"
    )

    __table_args__ = (CheckConstraint("sort IN ('circle', 'named')", name="sort"),)

    @classmethod
    def circle(cls, owner: Profile, name: str) -> PeopleSet:
        return cls._made(owner.id, "circle", name)

    @classmethod
    def named(cls, owner: Profile, profile_ids: list[int]) -> PeopleSet:
        people = cls._made(owner.id, "named", "")
        people.set_members(profile_ids)
        return people

    @classmethod
    def _made(cls, owner_id: int, sort: str, name: str) -> PeopleSet:
        people = cls(owner_id=owner_id, sort=sort, name=name)
        db.session.add(people)
        db.session.flush()
        return people

    def set_members(self, profile_ids: list[int]) -> None:
        others = delete(Membership).where(Membership.set_id == self.id)
        db.session.execute(others.where(Membership.profile_id.not_in(profile_ids)))
        for profile_id in profile_ids:
            insert_or_ignore(Membership, {"set_id": self.id, "profile_id": profile_id})
        publish(PeopleChanged(self.id))

    @property
    def people(self) -> list[Profile]:
        return [membership.profile for membership in self.memberships]


class Membership(Model):
    __tablename__ = "people_set_members"

    id: Mapped[int] = id_column()
    set_id: Mapped[int] = reference("people_sets.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")

    people_set: Mapped[PeopleSet] = relationship(back_populates="memberships")
    profile: Mapped[Profile] = relationship()

    __table_args__ = (UniqueConstraint("set_id", "profile_id"),)
