"""Sets of named people belong to one thing; when it has another audience or is gone, they go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select

from community.core import clock
from community.core.db import change
from community.core.kinds import ThingRemoved, all_kinds, kind_named
from community.extensions import db
from community.friends.events import AudienceChanged
from community.friends.models import PeopleSet

YOUNG = timedelta(hours=1)  # its thing may be on its way


def forget_sets_after_change(fact: AudienceChanged) -> None:
    model = kind_named(fact.kind).model
    owner_id = db.session.scalar(select(model.owner_id).where(model.id == fact.thing_id))
    if owner_id:
        _forget_sets_of(owner_id)


def forget_sets_after_removal(fact: ThingRemoved) -> None:
    _forget_sets_of(fact.owner_id)


def _forget_sets_of(owner_id: int) -> None:
    change(
        delete(PeopleSet)
        .where(PeopleSet.owner_id == owner_id, PeopleSet.sort == "named")
        .where(PeopleSet.created_at < clock.now() - YOUNG)
        .where(
            *(
                ~_is_shown_to_it(kind.model)
                for kind in all_kinds()
                if hasattr(kind.model, "people_set_id")
            )
        )
    )


def _is_shown_to_it(model: Any) -> ColumnElement[bool]:
    return exists().where(model.people_set_id == PeopleSet.id).correlate(PeopleSet)
