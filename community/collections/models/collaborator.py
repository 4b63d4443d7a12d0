from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint, delete
from sqlalchemy.orm import Mapped, relationship

from community.accounts.models import Profile
from community.collections.events import CollaboratorAdded
from community.collections.models.collection import Collection
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.upsert import insert_or_ignore
from community.friends.events import AudienceChanged


class Collaborator(Model):
    """Somebody who gathers with the owner. An editor sees the collection whatever its audience,
    and changes all but its audience, its links and who else edits."""

    __tablename__ = "collaborators"

    id: Mapped[int] = id_column()
    collection_id: Mapped[int] = reference("collections.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")
    role: Mapped[str] = text_column(10, default="editor")
    created_at = stamp()

    collection: Mapped[Collection] = relationship(back_populates="collaborators")
    profile: Mapped[Profile] = relationship()

    __table_args__ = (
        UniqueConstraint("collection_id", "profile_id"),
        CheckConstraint("role IN ('editor')", name="role"),
    )

    @classmethod
    def add(cls, collection: Collection, profile: Profile) -> None:
        """Once, however often it is said."""
        values = {"collection_id": collection.id, "profile_id": profile.id, "role": "editor"}
        if insert_or_ignore(cls, values):
            publish(CollaboratorAdded(collection.id, profile.id, collection.owner_id))
            collection.announce_change()

    @classmethod
    def end(cls, collection_id: int, profile_id: int) -> bool:
        """Open pages are asked again whether they may stay."""
        pair = delete(cls).where(cls.collection_id == collection_id, cls.profile_id == profile_id)
        if not change(pair):
            return False
        publish(AudienceChanged(Collection.kind, collection_id))
        return True
