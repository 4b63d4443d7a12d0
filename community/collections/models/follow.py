from __future__ import annotations

from sqlalchemy import UniqueConstraint, delete
from sqlalchemy.orm import Mapped

from community.accounts.models import Profile
from community.collections.models.collection import Collection
from community.core.columns import id_column, reference, stamp
from community.core.db import Model, change
from community.core.upsert import insert_or_ignore


class CollectionFollow(Model):
    """A member wants to hear what comes to a collection."""

    __tablename__ = "collection_follows"

    id: Mapped[int] = id_column()
    collection_id: Mapped[int] = reference("collections.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    __table_args__ = (UniqueConstraint("collection_id", "profile_id"),)

    @classmethod
    def begin(cls, collection: Collection, profile: Profile) -> None:
        collection.lock()
        if insert_or_ignore(cls, {"collection_id": collection.id, "profile_id": profile.id}):
            collection.count(1, "follower_count")

    @classmethod
    def end(cls, collection: Collection, profile_id: int) -> None:
        collection.lock()
        pair = delete(cls).where(cls.collection_id == collection.id, cls.profile_id == profile_id)
        if change(pair):
            collection.count(-1, "follower_count")
