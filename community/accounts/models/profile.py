from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.images.models import Picture, Shown
from community.core.text import skeleton
from community.extensions import db

if TYPE_CHECKING:
    from community.accounts.models.account import Account


class Named:
    """How somebody is shown by name."""

    id: Any
    handle: Any
    name: Any

    @property
    def initials(self) -> str:
        words = self.name.split() or [self.handle]
        letters = words[0][:1] + (words[-1][:1] if len(words) > 1 else words[0][1:2])
        return letters.upper()

    @property
    def hue(self) -> int:
        """1 to 6: which of the avatar tints stands in for a missing picture."""
        return self.id % 6 + 1

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else self.handle


@dataclass(frozen=True)
class Face(Named):
    """What a page shows of a profile beside what they did, by value."""

    id: int
    handle: str
    name: str
    avatar: Shown | None = None


class Profile(Named, Model):
    """Who acts: a person now; managed people, shops and groups later."""

    __tablename__ = "profiles"

    id: Mapped[int] = id_column()
    account_id: Mapped[int | None] = reference("accounts.id", nullable=True, unique=True)
    sort: Mapped[str] = text_column(8, default="person")
    handle: Mapped[str] = text_column(30, unique=True)
    handle_skeleton: Mapped[str] = text_column(60, unique=True)
    name: Mapped[str] = text_column(60)
    pronouns: Mapped[str] = text_column(30)
    bio: Mapped[str] = text_column(160)
    website: Mapped[str] = text_column(300)
    avatar_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    follower_count: Mapped[int] = mapped_column(default=0)  # kept by friends
    followed_count: Mapped[int] = mapped_column(default=0)
    is_closed: Mapped[bool] = mapped_column(default=False)  # who wants to follow must ask
    is_suggested: Mapped[bool] = mapped_column(default=True)  # to friends of friends
    created_at = stamp()
    closed_at = moment()
    hidden_at = moment()  # a moderator put its texts and picture out of sight

    account: Mapped[Account | None] = relationship(back_populates="profile")
    avatar: Mapped[Picture | None] = relationship(lazy="joined")

    __table_args__ = (
        CheckConstraint("sort IN ('person', 'managed', 'shop', 'group')", name="sort"),
    )

    @classmethod
    def person(cls, handle: str, name: str) -> Profile:
        return cls(handle=handle.lower(), handle_skeleton=skeleton(handle), name=name)

    @classmethod
    def is_handle_free(cls, handle: str) -> bool:
        alike = or_(cls.handle == handle.lower(), cls.handle_skeleton == skeleton(handle))
        return not db.session.scalar(db.select(cls.id).where(alike).limit(1))

    @property
    def is_moderator(self) -> bool:
        return self.account is not None and self.account.is_moderator

    @property
    def is_admin(self) -> bool:
        return self.account is not None and self.account.is_admin

    @property
    def face(self) -> Face:
        avatar = self.avatar.shown if self.avatar and not self.hidden_at else None
        return Face(self.id, self.handle, self.name, avatar)
