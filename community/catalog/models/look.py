from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.core import clock
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model
from community.core.images.models import Picture
from community.core.upsert import insert_or_update
from community.extensions import db


class Look(Model):
    """What the site read at an address, for whoever asks within a day; it names nobody.

    `spots` are rows of (field, path, value): where on the page values stand that members may mean.
    """

    __tablename__ = "looks"

    id: Mapped[int] = id_column()
    url_key: Mapped[str] = text_column(64, unique=True)
    found: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    spots: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    read_at = stamp(index=True)

    pictures: Mapped[list[LookPicture]] = relationship(
        order_by="LookPicture.id", passive_deletes=True, cascade="all, delete-orphan"
    )

    @classmethod
    def at(cls, url_key: str) -> Look | None:
        return db.session.scalar(db.select(cls).where(cls.url_key == url_key))

    @classmethod
    def keep(cls, url_key: str, found: dict[str, Any], spots: list[list[str]]) -> Look:
        """The look at an address, made or written anew; inside `writing()`."""
        read = {"found": found, "spots": spots, "read_at": clock.now()}
        insert_or_update(cls, {"url_key": url_key, **read}, unique=["url_key"], change=[*read])
        query = db.select(cls).where(cls.url_key == url_key)
        return db.session.scalars(query.execution_options(populate_existing=True)).one()

    def add_picture(self, picture: Picture, address: str) -> None:
        if all(kept.picture_id != picture.id for kept in self.pictures):
            self.pictures.append(LookPicture(picture=picture, address=address))


class LookPicture(Model):
    """A picture of the page, fetched for members to choose from."""

    __tablename__ = "look_pictures"

    id: Mapped[int] = id_column()
    look_id: Mapped[int] = reference("looks.id", index=False)
    picture_id: Mapped[int] = reference("pictures.id", index=False)
    address: Mapped[str] = text_column(2000)

    picture: Mapped[Picture] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("look_id", "picture_id"),)
