"""The words and the picture of one's profile: where there are none yet, or where one chose so."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, select

from community.accounts.events import ProfileChanged
from community.accounts.models import Profile
from community.belongings.importing.fields import Row, digest, line
from community.belongings.importing.taking import Maker, Reading, Taking
from community.core.events import publish
from community.core.images.models import Picture

WORDS = {"name": 60, "pronouns": 30, "bio": 160, "website": 300}


def read_profile(reading: Reading, row: Row) -> dict[str, Any]:
    said: dict[str, Any] = {name: line(row, name, longest) for name, longest in WORDS.items()}
    said["website"] = said["website"] if _is_web(said["website"]) else ""
    picture = digest(row, "avatar")
    return {**said, "prepared": reading.picture(picture, private=False), "picture": picture}


def make_profile(taking: Taking, said: dict[str, Any]) -> int:
    person, replaces = taking.person, taking.what.takes_profile
    for name in WORDS:
        if said[name] and (replaces or not getattr(person, name)):
            setattr(person, name, said[name])
    prepared = said["prepared"]
    if prepared is not None and (replaces or person.avatar_id is None):
        person.avatar = Picture.of(prepared)
    publish(ProfileChanged(person.id))
    return person.id


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        named = "." in (parts.hostname or "") and parts.username is None
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and named and " " not in address


def _nobody(profile_id: int) -> Select[Any]:
    """Asked each time: it decides by what stands there."""
    return select(Profile.id).where(Profile.id.is_(None))


PROFILE = Maker("profile", Profile, read_profile, make_profile, _nobody)
