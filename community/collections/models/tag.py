from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, delete
from sqlalchemy.orm import Mapped

from community.core.columns import id_column, reference, text_column
from community.core.db import Model
from community.core.upsert import insert_or_ignore
from community.extensions import db


class CollectionTag(Model):
    __tablename__ = "collection_tags"

    id: Mapped[int] = id_column()
    collection_id: Mapped[int] = reference("collections.id", index=False)
    tag: Mapped[str] = text_column(30)

    __table_args__ = (
        UniqueConstraint("collection_id", "tag"),
        Index("ix_collection_tags_tag", "tag", "collection_id"),
    )

    @classmethod
    def put(cls, collection_id: int, tags: list[str]) -> None:
        """These and no others."""
        others = delete(cls).where(cls.collection_id == collection_id, cls.tag.not_in(tags))
        db.session.execute(others.execution_options(synchronize_session=False))
        for tag in tags:
            insert_or_ignore(cls, {"collection_id": collection_id, "tag": tag})
