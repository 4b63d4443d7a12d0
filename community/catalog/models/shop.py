from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, moment, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.kinds import ThingChanged
from community.core.text import host_for_people, slugify
from community.core.upsert import insert_or_ignore
from community.extensions import db


class Shop(Model):
    """A shop is its domain; `verified_at` is set once its owner has proved it is theirs."""

    __tablename__ = "shops"
    kind = "shop"

    id: Mapped[int] = id_column()
    domain: Mapped[str] = text_column(253, unique=True)
    name: Mapped[str] = text_column(80)
    verified_at = moment()
    follower_count: Mapped[int] = mapped_column(default=0)  # kept by retailers
    created_at = stamp()

    @classmethod
    def at(cls, domain: str, name: str = "") -> Shop:
        """The shop of that domain, made if it is new."""
        is_new = insert_or_ignore(cls, {"domain": domain, "name": name})
        shop = db.session.scalars(db.select(cls).where(cls.domain == domain)).one()
        if is_new:
            shop.tell_of_change()
        return shop

    def tell_of_change(self) -> None:
        """It is named otherwise than before, or new; inside `writing()`."""
        publish(ThingChanged(self.kind, self.id))

    @property
    def slug(self) -> str:
        return slugify(self.label)

    @property
    def label(self) -> str:
        """What people read: the name, else the domain with look-alike letters shown plainly."""
        return self.name or host_for_people(self.domain)
