from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.events import ClipAsked, ClipRead
from community.catalog.models.offer import url_key
from community.clipping.addresses import canonical_address
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.images.models import Picture
from community.extensions import db


class Clip(Model):
    """A member's look at a shop's page: what was typed, and what the worker found there.

    `typed` and `found` are field → text; `found` comes from `clipping.reader`.
    """

    __tablename__ = "clips"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id")
    url: Mapped[str] = text_column(2000)
    url_key: Mapped[str] = text_column(64, index=True)
    state: Mapped[str] = text_column(8, default="waiting")
    reason: Mapped[str] = text_column(20)  # why nothing was found: a Reason of outbound or a wall
    typed: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    found: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    picture_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    created_at = stamp()
    read_at = moment()

    profile: Mapped[Profile] = relationship()
    picture: Mapped[Picture | None] = relationship(lazy="joined")

    __table_args__ = (CheckConstraint("state IN ('waiting', 'found', 'failed')", name="state"),)

    @classmethod
    def ask(cls, profile: Profile, url: str, typed: dict[str, Any]) -> Clip:
        """Keep what was typed and have the worker read the page."""
        clip = cls(profile_id=profile.id, url=url, url_key=url_key(canonical_address(url)))
        clip.typed = typed
        db.session.add(clip)
        db.session.flush()
        publish(ClipAsked(clip.id))
        return clip

    def keep_found(self, found: dict[str, Any], picture: Picture | None) -> None:
        self.state, self.reason = "found", ""
        self._settle(found, picture)

    def keep_failure(self, reason: str) -> None:
        self.state, self.reason = "failed", reason[:20]
        self._settle({}, None)

    def _settle(self, found: dict[str, Any], picture: Picture | None) -> None:
        self.found, self.picture, self.read_at = found, picture, clock.now()
        publish(ClipRead(self.id, self.profile_id))
