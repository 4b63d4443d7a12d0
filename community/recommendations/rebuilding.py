"""Reads and counts everything at once, for a site that was filled past the facts."""

from __future__ import annotations

from sqlalchemy import func, select

from community.accounts.models import Profile
from community.core.db import writing
from community.extensions import db
from community.recommendations.counting import count_due
from community.recommendations.events import StandingsDue
from community.recommendations.models import Standing
from community.recommendations.reading import read


def rebuild() -> None:
    for profile_id in list(db.session.scalars(select(Profile.id).order_by(Profile.id))):
        with writing():
            read(profile_id)
    # The sums of all first, since a pair is weighed by those of both.
    for _twice in range(2):
        _count_all()


def _count_all() -> None:
    with writing():
        Standing.fall_due(list(db.session.scalars(select(Standing.product_id))))
    while db.session.scalar(select(func.count()).where(Standing.is_due)):
        with writing():
            count_due(StandingsDue())
