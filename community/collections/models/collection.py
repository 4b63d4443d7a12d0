from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.holding import Holder
from community.collections.events import CollectionChanged
from community.core.columns import id_column, reference, text_column
from community.core.db import Model
from community.extensions import db

if TYPE_CHECKING:
    from community.collections.models.collaborator import Collaborator
    from community.collections.models.tag import CollectionTag


class Collection(Holder, Model):
    """Pieces that somebody gathered, alone or with others. `html` is `body`, cleaned when it was
    written. `source_*` say what it was remixed from: the words only of what was public then, so
    that they may outlive it."""

    __tablename__ = "collections"
    kind = "collection"
    holds = "piece_count"
    changed = CollectionChanged

    id: Mapped[int] = id_column()
    body: Mapped[str] = text_column(2000)
    html: Mapped[str] = text_column(32_768)
    piece_count: Mapped[int] = mapped_column(default=0)
    follower_count: Mapped[int] = mapped_column(default=0)
    comment_count: Mapped[int] = mapped_column(default=0)  # kept by reactions
    source_id: Mapped[int | None] = reference("collections.id", on_delete="SET NULL", nullable=True)
    source_owner_id: Mapped[int | None] = reference(
        "profiles.id", on_delete="SET NULL", nullable=True, index=False
    )
    source_title: Mapped[str] = text_column(80)
    source_name: Mapped[str] = text_column(60)

    collaborators: Mapped[list[Collaborator]] = relationship(
        back_populates="collection", order_by="Collaborator.id", passive_deletes=True
    )
    tags: Mapped[list[CollectionTag]] = relationship(
        order_by="CollectionTag.tag", passive_deletes=True
    )

    __table_args__ = (
        Holder.audience_check(),
        CheckConstraint("piece_count >= 0", name="piece_count"),
        CheckConstraint("follower_count >= 0", name="follower_count"),
        Index("ix_collections_owner_newest", "owner_id", "id"),
    )

    @property
    def editors(self) -> list[Profile]:
        return [collaborator.profile for collaborator in self.collaborators]

    def credit(self, source: Collection) -> None:
        """Remember what this is a remix of."""
        self.source_id, self.source_owner_id = source.id, source.owner_id
        if source.is_public:
            self.source_title, self.source_name = source.title, source.owner.name

    def keep_credits(self) -> None:
        """Remixes name what is public, and forget the words of what is so no more."""
        words = (self.title, self.owner.name) if self.is_public else ("", "")
        remixes = update(Collection).where(Collection.source_id == self.id)
        named = remixes.values(source_title=words[0], source_name=words[1])
        db.session.execute(named.execution_options(synchronize_session=False))
