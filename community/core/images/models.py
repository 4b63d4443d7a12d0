"""One row a picture; its files lie in the store under its digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, CheckConstraint, Integer, String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from community.core import clock
from community.core.columns import id_column, stamp
from community.core.db import Model
from community.core.images.decoder import WIDTHS
from community.core.images.prepare import Prepared
from community.core.images.store import current_store, picture_url
from community.extensions import db


class Renditions:
    """Addresses of what a picture was rendered to."""

    digest: Any
    width: Any
    is_private: Any

    @property
    def widths(self) -> list[int]:
        return sorted({min(width, self.width) for width in WIDTHS})

    @property
    def srcset(self) -> str:
        return ", ".join(f"{self.url(width)} {width}w" for width in self.widths)

    def url(self, width: int = 480) -> str:
        """The address of the narrowest rendition at least `width` wide, else of the widest.

        A private picture's address is signed and works for minutes: ask `can_see` before.
        """
        fitting = next((own for own in self.widths if own >= width), self.widths[-1])
        if self.is_private:
            return current_store().signed_url(self.digest, fitting, clock.now().timestamp())
        return picture_url(self.digest, fitting)


@dataclass(frozen=True)
class Shown(Renditions):
    """What a page needs of a picture, by value."""

    digest: str
    width: int
    plain_ground: bool
    is_private: bool


class Picture(Renditions, Model):
    __tablename__ = "pictures"
    __table_args__ = (CheckConstraint("width > 0 AND height > 0", name="has_a_size"),)

    id: Mapped[int] = id_column()
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    colour: Mapped[str] = mapped_column(String(7))
    plain_ground: Mapped[bool] = mapped_column(Boolean)
    is_private: Mapped[bool] = mapped_column(Boolean)
    bytes: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = stamp()

    @classmethod
    def of(cls, prepared: Prepared) -> Picture:
        """The row of a picture whose files are kept, made if it is new. Inside `writing()`."""
        return cls._with_digest(prepared.digest) or cls._made_once(prepared)

    @classmethod
    def _with_digest(cls, digest: str) -> Picture | None:
        return db.session.scalar(select(cls).where(cls.digest == digest))

    @classmethod
    def _made_once(cls, prepared: Prepared) -> Picture:
        """Another writer may have made the row since we looked: then it is that one."""
        try:
            with db.session.begin_nested():
                return cls._made(prepared)
        except IntegrityError:
            found = cls._with_digest(prepared.digest)
            if found is None:
                raise
            return found

    @classmethod
    def _made(cls, prepared: Prepared) -> Picture:
        picture = cls(
            digest=prepared.digest,
            width=prepared.width,
            height=prepared.height,
            colour=prepared.colour,
            plain_ground=prepared.on_plain_ground,
            is_private=prepared.is_private,
            bytes=prepared.size,
        )
        db.session.add(picture)
        db.session.flush()
        return picture

    @property
    def shown(self) -> Shown:
        return Shown(self.digest, self.width, self.plain_ground, self.is_private)
