"""Rows of plain values, as an archive holds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import inspect

from community.accounts.models import Profile
from community.core.ids import encode
from community.core.kinds import all_kinds, kind_named, thing_or_none
from community.extensions import db
from community.friends.viewer import Viewer

Row = dict[str, Any]

# Secrets, what the site made of the words, what a moderator did with it, and whose it is.
LEFT_OUT = {
    "password_hash", "email_key", "token_hash", "key_hash", "url_key", "handle_skeleton", "token",
    "html", "hidden_at", "picture_id", "owner_id", "profile_id", "account_id",
}  # fmt: skip


def columns(thing: Any, *left_out: str) -> Row:
    """The columns of a row of the member's own, ids as addresses write them."""
    return {
        name: plain(name, getattr(thing, name))
        for name in inspect(type(thing)).columns.keys()  # noqa: SIM118 - no dict
        if name not in LEFT_OUT and name not in left_out
    }


def plain(name: str, value: Any) -> Any:
    """Ids as addresses write them, times as ISO texts."""
    if isinstance(value, int) and (name == "id" or name.endswith("_id")):
        return encode(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def rows(query: Any) -> Iterable[Any]:
    return db.session.scalars(query).unique()


def digest(picture: Any) -> str:
    """By which the file in the archive is called."""
    return picture.digest if picture else ""


def title(me: Profile, kind: str, thing_id: int | None) -> str:
    """What a thing is called, where the member may still open it."""
    if thing_id is None or kind not in {each.name for each in all_kinds()}:
        return ""
    thing = thing_or_none(Viewer(me), kind, thing_id)
    return kind_named(kind).title(thing) if thing is not None else ""
