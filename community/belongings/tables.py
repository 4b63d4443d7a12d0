"""Sections that are a table as it is: rows that name their member in one column.

A room that keeps something of a member's own adds its table here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select

from community.accounts.models import Profile
from community.core.ids import encode
from community.extensions import db

# table → the column that names whose row it is; a site may be without the room.
OWN_TABLES = {
    "product_marks": "owner_id",
    "likes": "profile_id",
    "collections": "owner_id",
    "pieces": "added_by_id",
    "collection_follows": "profile_id",
    "topics": "owner_id",
    "posts": "owner_id",
    "forum_drafts": "profile_id",
    "topic_readers": "profile_id",
    "shop_follows": "profile_id",
}
# What the site made of it, what a moderator did, and whose it is, which is known.
LEFT_OUT = ("html", "hidden_at", "handle_skeleton")


def own_rows(name: str, person: Profile) -> Iterable[dict[str, Any]]:
    table = db.metadata.tables.get(name)
    if table is None:
        return
    owner = OWN_TABLES[name]
    for row in db.session.execute(_rows(table).where(table.c[owner] == person.id)).mappings():
        yield {
            column: plain(column, value)
            for column, value in row.items()
            if column not in (*LEFT_OUT, owner, "picture_id") and not column.endswith("_hash")
        }


def _rows(table: Table) -> Any:
    """With the digest of its picture, by which the file in the archive is called."""
    if "picture_id" not in table.c:
        return select(table)
    pictures = db.metadata.tables["pictures"]
    joined = table.outerjoin(pictures, pictures.c.id == table.c.picture_id)
    return select(table, pictures.c.digest.label("picture")).select_from(joined)


def plain(name: str, value: Any) -> Any:
    """Ids as addresses write them, times as ISO texts."""
    if isinstance(value, int) and (name == "id" or name.endswith("_id")):
        return encode(value)
    return value.isoformat() if hasattr(value, "isoformat") else value
