"""What the rest of the house hears of friends."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core import live
from community.core.events import Fact, subscribe
from community.core.kinds import Kind, register_kind
from community.friends.audience import no_block_between
from community.friends.events import (
    AudienceChanged,
    Blocked,
    LinkRevoked,
    PeopleChanged,
    Unfollowed,
)
from community.friends.viewer import Viewer

REVOKING: tuple[type[Fact], ...] = (
    AudienceChanged, Blocked, LinkRevoked, PeopleChanged, Unfollowed,
)  # fmt: skip


def register() -> None:
    for fact in REVOKING:
        subscribe(fact, lambda said: live.recheck(), name="recheck")
    register_kind(
        Kind(
            name="profile",
            model=Profile,
            noun=lambda: _("profile"),
            visible=_is_met,
            listed=_is_met,
            address=lambda profile: url_for("profiles.show", handle=profile.handle),
            title=lambda profile: profile.name,
        )
    )


def _is_met(viewer: Viewer):  # type: ignore[no-untyped-def]
    return Profile.closed_at.is_(None) & no_block_between(viewer, Profile.id)
