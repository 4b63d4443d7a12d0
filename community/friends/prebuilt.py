"""Hot selects, built once instead of at each request; they run with the viewer's id as a parameter.

Building a condition of `friends.audience` costs more than running it. What a select depends on,
besides the viewer, is a `bindparam` in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Executable, Result, ScalarResult, bindparam, select

from community.core import clock
from community.core.kinds import Kind, kind_named
from community.extensions import db
from community.friends.viewer import Viewer

ME = bindparam("me", type_=BigInteger)


class _Member(Viewer):
    """Any member, to build with: every condition asks for `profile_id` alone."""

    @property
    def profile_id(self) -> Any:
        return ME

    @property
    def is_member(self) -> bool:
        return True


MEMBER = _Member()


class Prebuilt:
    """`build(viewer)` gives a select; one is kept for members and one for everybody else.

    Who holds a share link or stands in for somebody has conditions of their own, so theirs is
    built when it is asked.
    """

    def __init__(self, build: Callable[[Viewer], Executable]) -> None:
        self._build = build
        self._kept: dict[bool, Executable] = {}

    def scalars(self, viewer: Viewer, **values: Any) -> ScalarResult[Any]:
        return self.execute(viewer, **values).scalars()

    def execute(self, viewer: Viewer, **values: Any) -> Result[Any]:
        if (
            viewer.links or viewer.stand_in or clock.is_fixed()
        ):  # a fixed clock stands in the select itself
            return db.session.execute(self._build(viewer), values)
        if viewer.is_member:
            return db.session.execute(self._for(True), {"me": viewer.profile_id, **values})
        return db.session.execute(self._for(False), values)

    def _for(self, is_member: bool) -> Executable:
        if is_member not in self._kept:
            self._kept[is_member] = self._build(_Member() if is_member else Viewer())
        return self._kept[is_member]


def things(viewer: Viewer, name: str, ids: list[int]) -> dict[int, Any]:
    """Those of `ids` that the viewer may meet in lists, with what their cards need; one select."""
    if not ids:
        return {}
    found = _things(kind_named(name)).scalars(viewer, ids=ids).unique()
    return {thing.id: thing for thing in found}


@cache
def _things(kind: Kind) -> Prebuilt:
    asked = kind.model.id.in_(bindparam("ids", expanding=True))
    return Prebuilt(
        lambda viewer: kind.preload(select(kind.model).where(asked, kind.listed(viewer)))
    )


def prebuilt(build: Callable[[Viewer], Executable]) -> Prebuilt:
    """For a function of the viewer alone; its other values are bind parameters."""
    return Prebuilt(build)
