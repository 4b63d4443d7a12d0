"""Pictures that nobody shows any more."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, delete, exists, or_, select

from community.core.db import change, writing
from community.core.images.models import Picture
from community.core.images.store import current_store
from community.extensions import db


def used_by(profile_id: int) -> set[int]:
    """Pictures on the member's rows: those that name the member, or a thing that does."""
    found: set[int] = set()
    for column in _columns():
        for own in _ways_to(column.table):
            found |= set(db.session.scalars(own(column, profile_id)))
    return {picture_id for picture_id in found if picture_id}


def unlink_unused(picture_ids: set[int]) -> None:
    """Those that nothing shows any more, rows and files."""
    shown = or_(*(exists().where(column == Picture.id) for column in _columns()))
    for picture_id in sorted(picture_ids):
        picture = db.session.get(Picture, picture_id)
        if picture is None:
            continue
        paths = [
            current_store().path_of(picture.digest, width, private=picture.is_private)
            for width in picture.widths
        ]
        with writing():
            gone = change(delete(Picture).where(Picture.id == picture_id, ~shown))
        for path in paths if gone else ():
            path.unlink(missing_ok=True)


def _columns() -> list[Column[Any]]:
    """All that name a picture."""
    return [
        key.parent
        for table in db.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == "pictures"
    ]


def _ways_to(table: Any) -> list[Any]:
    """Selects of a table's pictures that are a member's: by its own column, or by its thing's."""
    profiles = db.metadata.tables["profiles"]
    if table is profiles:
        return [lambda column, me: select(column).where(profiles.c.id == me)]
    ways: list[Any] = [_own(key.parent) for key in _keys_to(table, "profiles")]
    for up in table.foreign_keys:
        above = up.column.table
        if above.name not in ("profiles", "pictures", "products"):
            ways += [_through(up, key.parent) for key in _keys_to(above, "profiles")]
    return ways


def _own(owner: Any) -> Any:
    return lambda column, me: select(column).where(owner == me)


def _through(up: Any, owner: Any) -> Any:
    return lambda column, me: select(column).where(up.parent == up.column, owner == me)


def _keys_to(table: Any, name: str) -> list[Any]:
    return [key for key in table.foreign_keys if key.column.table.name == name]
