from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Date, Index, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.kinds import ThingRemoved
from community.core.text import slugify
from community.extensions import db
from community.friends.audience import Audienced
from community.friends.models import ShareLink
from community.wishlists.events import ListChanged

if TYPE_CHECKING:
    from community.wishlists.models.wish import Wish


class Occasion(StrEnum):
    WISHES = "wishes"
    WARDROBE = "wardrobe"
    BIRTHDAY = "birthday"
    WEDDING = "wedding"
    HOLIDAY = "holiday"
    BABY = "baby"
    HOME = "home"
    GIFTS = "gifts"  # ideas for somebody else; never public


class Wishlist(Audienced, Model):
    __tablename__ = "wishlists"
    kind = "list"

    id: Mapped[int] = id_column()
    title: Mapped[str] = text_column(80)
    note: Mapped[str] = text_column(500)
    occasion: Mapped[str] = text_column(10, default=Occasion.WISHES.value)
    day: Mapped[date | None] = mapped_column(Date, nullable=True)
    wish_count: Mapped[int] = mapped_column(default=0)
    archived_at = moment()
    created_at = stamp()

    wishes: Mapped[list[Wish]] = relationship(
        back_populates="wishlist", order_by="Wish.position", passive_deletes=True
    )

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint(
            "occasion IN ('wishes', 'wardrobe', 'birthday', 'wedding', 'holiday', 'baby',"
            " 'home', 'gifts')",
            name="occasion",
        ),
        CheckConstraint("occasion <> 'gifts' OR audience <> 'public'", name="gifts_not_public"),
        CheckConstraint("wish_count >= 0", name="wish_count"),
        Index("ix_wishlists_owner_newest", "owner_id", "id"),
    )

    @classmethod
    def begin(cls, owner: Profile, title: str) -> Wishlist:
        """A new list, shown to friends."""
        wishlist = cls(owner_id=owner.id, title=title)
        db.session.add(wishlist)
        db.session.flush()
        return wishlist

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    def lock(self) -> None:
        """Whoever arranges, adds or moves waits for the others of this list."""
        db.session.execute(select(Wishlist.id).where(Wishlist.id == self.id).with_for_update())

    def archive(self) -> None:
        self.archived_at = self.archived_at or clock.now()

    def unarchive(self) -> None:
        self.archived_at = None

    def remove(self) -> None:
        """Gone with its wishes and its links."""
        ShareLink.revoke_all(self.kind, self.id)
        db.session.execute(
            delete(Wishlist)
            .where(Wishlist.id == self.id)
            .execution_options(synchronize_session=False)
        )
        db.session.expunge(self)
        publish(ThingRemoved(self.kind, self.id, self.owner_id))

    def count(self, change: int) -> None:
        db.session.execute(
            update(Wishlist)
            .where(Wishlist.id == self.id)
            .values(wish_count=Wishlist.wish_count + change)
            .execution_options(synchronize_session=False)
        )
        db.session.refresh(self, ["wish_count"])

    def announce_change(self) -> None:
        publish(ListChanged(self.id))
