"""The audience of many things at once: of every kind that has an owner and an audience."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select, true, update

from community.core.events import publish
from community.core.kinds import Kind, all_kinds
from community.extensions import db
from community.friends.audience import Audience
from community.friends.events import AudienceChanged


@dataclass
class Shown:
    """How many things of a kind a member shows, by audience."""

    kind: Kind
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def audienced() -> list[Kind]:
    return [kind for kind in all_kinds() if hasattr(kind.model, "people_set_id")]


def shown_by(profile_id: int) -> list[Shown]:
    """Kinds of which the member has none are left out."""
    rows = []
    for kind in audienced():
        model = kind.model
        own = select(model.audience, func.count()).where(model.owner_id == profile_id)
        counts = {row[0]: row[1] for row in db.session.execute(own.group_by(model.audience))}
        rows.append(Shown(kind, counts))
    return [row for row in rows if row.total]


@dataclass(frozen=True)
class Change:
    """Things of `kinds` that are shown to `before` ('' for any) are to be shown to `after`."""

    owner_id: int
    kinds: Iterable[str]
    before: str
    after: str
    circle_id: int | None = None

    def count(self) -> list[Shown]:
        """What would change, as far as it may."""
        return [
            Shown(kind, {self.after: number})
            for kind in self._meant()
            if (
                number := db.session.scalar(
                    select(func.count()).where(self._those(kind.model, kind))
                )
            )
        ]

    def make(self) -> int:
        """Inside `writing()`; how many things it was."""
        number = 0
        circle = self.circle_id if self.after == Audience.PEOPLE else None
        for kind in self._meant():
            model = kind.model
            changed = (
                update(model)
                .where(self._those(model, kind))
                .values(audience=self.after, people_set_id=circle)
                .returning(model.id)
                .execution_options(synchronize_session=False)
            )
            ids = list(db.session.scalars(changed))
            for thing_id in ids:
                publish(AudienceChanged(kind.name, thing_id))
            number += len(ids)
            if ids:
                kind.recount(model.id.in_(ids))
        return number

    def _meant(self) -> list[Kind]:
        return [kind for kind in audienced() if kind.name in self.kinds]

    def _those(self, model: Any, kind: Kind) -> ColumnElement[bool]:
        from_there = model.audience == self.before if self.before else true()
        allowed = kind.may_be(self.after) if kind.may_be else true()
        circle = self.circle_id if self.after == Audience.PEOPLE else None
        is_other = (model.audience != self.after) | model.people_set_id.is_distinct_from(circle)
        return and_(model.owner_id == self.owner_id, from_there, allowed, is_other)
