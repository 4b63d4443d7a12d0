"""The viewer: nobody known, a guest with a link, or a member. All is found through it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flask import g, session
from flask_login import current_user
from sqlalchemy import select

from community.accounts.models import Profile
from community.extensions import db
from community.friends.models import Guest, ShareLink
from community.friends.models.link import hash_key

if TYPE_CHECKING:
    from community.friends.standing_in import StandIn

MOST_LINKS = 20


@dataclass(frozen=True)
class Viewer:
    """`links` are the things that links in the viewer's cookie open: (kind, thing id)."""

    profile: Profile | None = None
    guest: Guest | None = None
    links: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    stand_in: StandIn | None = None  # through whose eyes a member looks at their own pages

    @property
    def profile_id(self) -> int | None:
        return self.profile.id if self.profile else None

    @property
    def is_member(self) -> bool:
        return self.profile is not None

    @property
    def is_moderator(self) -> bool:
        return self.profile is not None and self.profile.is_moderator

    @property
    def is_admin(self) -> bool:
        return self.profile is not None and self.profile.is_admin

    def holds_link_to(self, kind: str, thing_id: int) -> bool:
        return (kind, thing_id) in self.links

    def linked(self, kind: str) -> list[int]:
        return [thing_id for name, thing_id in self.links if name == kind]

    def owns(self, thing: Any) -> bool:
        return self.profile is not None and thing.owner_id == self.profile.id


def current_viewer() -> Viewer:
    """The viewer of this request, looked up once."""
    if "viewer" not in g:
        g.viewer = _viewer()
    return g.viewer


def _viewer() -> Viewer:
    profile = current_user.profile if current_user.is_authenticated else None
    keys = session.get("links", [])
    token = session.get("guest")
    return Viewer(
        profile,
        Guest.by_token(token) if token and not profile else None,
        _links(keys) if keys else frozenset(),
    )


def _links(keys: list[str]) -> frozenset[tuple[str, int]]:
    hashes = [hash_key(key) for key in keys[:MOST_LINKS]]
    query = select(ShareLink.kind, ShareLink.thing_id)
    rows = db.session.execute(query.where(ShareLink.key_hash.in_(hashes), ShareLink.is_valid()))
    return frozenset((kind, thing_id) for kind, thing_id in rows)


def keep_link(key: str) -> None:
    """Remember a link in the viewer's cookie, the newest first."""
    keys = [kept for kept in session.get("links", []) if kept != key]
    session["links"] = [key, *keys][:MOST_LINKS]
    g.pop("viewer", None)
