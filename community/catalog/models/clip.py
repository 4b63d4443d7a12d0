from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.events import ClipAsked, ClipRead
from community.catalog.models.look import Look
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
    # Addresses of pictures that the member's browser sent; ids of the selectors behind fields.
    brought: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    learned: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, server_default="{}")
    picture_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    created_at = stamp()
    read_at = moment()

    profile: Mapped[Profile] = relationship()
    picture: Mapped[Picture | None] = relationship(lazy="joined")

    __table_args__ = (CheckConstraint("state IN ('waiting', 'found', 'failed')", name="state"),)

    @classmethod
    def ask(
        cls, profile: Profile, url: str, typed: dict[str, Any], brought: Sequence[str] = ()
    ) -> Clip:
        """Keep what was typed and have the worker read the page."""
        clip = cls(profile_id=profile.id, url=url, url_key=url_key(canonical_address(url)))
        clip.typed, clip.brought = typed, list(brought)
        db.session.add(clip)
        db.session.flush()
        publish(ClipAsked(clip.id))
        return clip

    @property
    def look(self) -> Look | None:
        """What the site read there, for a day."""
        return Look.at(self.url_key) if self.state == "found" else None

    @property
    def choices(self) -> list[Picture]:
        """The pictures found on the page, for the member to choose one."""
        look = self.look
        return [each.picture for each in look.pictures] if look else []

    @property
    def version(self) -> int:
        """Grows with all that an open form has not shown yet."""
        return 1 if self.state == "waiting" else 2 + len(self.choices)

    def keep_found(
        self, found: dict[str, Any], picture: Picture | None, learned: dict[str, int] | None = None
    ) -> None:
        self.state, self.reason, self.learned = "found", "", learned or {}
        self._settle(found, picture)

    def keep_failure(self, reason: str, picture: Picture | None = None) -> None:
        """The picture may be one that the member's own browser has seen."""
        self.state, self.reason = "failed", reason[:20]
        self._settle({}, picture)

    def tell_of_pictures(self) -> None:
        publish(ClipRead(self.id, self.profile_id))

    def _settle(self, found: dict[str, Any], picture: Picture | None) -> None:
        self.found, self.picture, self.read_at = found, picture, clock.now()
        publish(ClipRead(self.id, self.profile_id))
