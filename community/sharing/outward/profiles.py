"""A member as the world sees them: what stands on their page for everyone, and no more."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from community.accounts.models import Profile
from community.core.ids import encode
from community.extensions import db
from community.sharing.outward.common import picture_address, section, trail
from community.sharing.outward.entry import Data, Entry, Look, Outward, all_outward

MOST = 30


def _text(person: Profile) -> str:
    return " ".join(person.bio.split()) or _("%(name)s (@%(handle)s)", **_names(person))


def _names(person: Profile) -> dict[str, str]:
    return {"name": person.name, "handle": person.handle}


def _look(person: Profile) -> Look:
    followers = ngettext("%(num)s follower", "%(num)s followers", person.follower_count)
    pictures = (person.avatar.shown,) if person.avatar else ()
    line = f"@{person.handle} · {followers}"
    return Look(person.name, line, pictures, face=(person.initials, person.hue))


def _data(person: Profile) -> list[Data]:
    address = PROFILES.address(person)
    entity: Data = {
        "@type": "Person",
        "name": person.name,
        "alternateName": f"@{person.handle}",
        "url": address,
    }
    if person.bio:
        entity["description"] = person.bio
    picture = picture_address(person.avatar)
    if picture:
        entity["image"] = picture
    said = {
        "@type": "ProfilePage",
        "dateCreated": person.created_at.isoformat(),
        "mainEntity": entity,
    }
    return [said, trail(*section("people"), person.name, address)]


def _entries(person: Profile) -> list[Entry]:
    """The newest of their things, of every kind that has an owner and is shown to all."""
    found = [
        Entry(
            f"{entry.name}/{encode(thing.id)}",
            entry.title(thing),
            entry.address(thing),
            thing.created_at,
            entry.text(thing),
        )
        for entry in all_outward()
        if hasattr(entry.model, "owner_id")
        for thing in _newest(entry, person)
    ]
    return sorted(found, key=lambda each: each.updated, reverse=True)[:MOST]


def _newest(entry: Outward, person: Profile) -> list[Any]:
    model = entry.model
    own = entry.open_things().where(model.owner_id == person.id, entry.is_mapped(model))
    return list(db.session.scalars(own.order_by(model.id.desc()).limit(MOST)).unique())


PROFILES = Outward(
    name="profile",
    endpoint="profiles.show",
    argument="handle",
    named_by=Profile.handle,
    is_open=lambda person: person.closed_at is None,
    text=_text,
    look=_look,
    data=_data,
    author=lambda person: person,
    og_type="profile",
    properties=lambda person: [("profile:username", person.handle)],
    entries=_entries,
)
