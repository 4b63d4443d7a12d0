"""Reads and counts everything at once, for a site that was filled past the facts."""

from __future__ import annotations

from sqlalchemy import select

from community.accounts.models import Profile
from community.core.db import writing
from community.extensions import db
from community.recommendations.counting import count, stand
from community.recommendations.models import Standing
from community.recommendations.reading import read

AT_ONCE = 20  # products of a transaction


def rebuild() -> None:
    for profile_id in list(db.session.scalars(select(Profile.id).order_by(Profile.id))):
        with writing():
            read(profile_id)
    products = list(db.session.scalars(select(Standing.product_id).order_by(Standing.product_id)))
    # The sums of all first, since a pair is weighed by those of both.
    for do in (stand, count):
        for some in (products[at : at + AT_ONCE] for at in range(0, len(products), AT_ONCE)):
            with writing():
                for product_id in some:
                    do(product_id)
