"""Which of many members may see a thing: asked of the thing's own condition, in one select."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, exists, literal_column, select

from community.accounts.models import Profile
from community.core.kinds import kind_named
from community.extensions import db
from community.friends.viewer import Viewer

_reader = Profile.__table__.alias("reader")


class _Each(Viewer):
    """Every reader in turn. Their id is named, not selected from: conditions stand some levels
    deep, where SQLAlchemy would take the readers up once more."""

    @property
    def profile_id(self) -> Any:
        return literal_column("reader.id", BigInteger)

    @property
    def is_member(self) -> bool:
        return True


def who_may_see(ids: list[int], kind_name: str, thing_id: int) -> list[int]:
    """In the order of their ids."""
    kind = kind_named(kind_name)
    seen = select(kind.model.id).where(kind.model.id == thing_id, kind.visible(_Each()))
    readers = select(_reader.c.id).where(_reader.c.id.in_(ids), exists(seen))
    return list(db.session.scalars(readers.order_by(_reader.c.id)))
